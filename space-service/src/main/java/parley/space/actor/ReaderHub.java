package parley.space.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import parley.entity.Stored;
import parley.entity.actor.EntityMessage.Watched;
import parley.space.MemberId;
import parley.space.actor.HubMessage.Attach;
import parley.space.actor.HubMessage.Place;
import parley.space.actor.Subscriber.Ending;
import parley.space.reader.Reader;
import parley.space.reader.ReaderEvent;
import parley.space.reader.ReaderRules;

/**
 * One node's view of one person's own log, which all their devices on the node read from a {@link Feed}. Where it has missed something
 * it begins anew, and its readers go on from where they are.
 */
final class ReaderHub extends AbstractBehavior<ReaderHub.Message> {

    /** Events that a returning device gets one by one; one that missed more gets the state instead. */
    static final int REPLAY_MAX = 500;

    /** What the hub understands; all of it stays on its node. */
    sealed interface Message {}

    record FromDevice(HubMessage message) implements Message {}

    record FromReader(Watched<Reader, ReaderEvent> news) implements Message {}

    private final MemberId person;
    private final ReaderHubs.Surroundings around;
    private final ActorRef<MemberId> owner;
    private final ActorRef<Watched<Reader, ReaderEvent>> ear;
    private final ActorRef<HubMessage> door;
    private final LogPages pages;
    private final ReaderRules rules = new ReaderRules();
    private final Audience devices = new Audience();
    private final Beats beats;
    private final FanOut fanOut = new FanOut(System::nanoTime, () -> {});
    private final List<Attach> waiting = new ArrayList<>();
    private Reader state = Reader.initial();
    private @Nullable Feed feed;

    /**
     * The behaviour of a hub. One that fails begins anew under the same address, so that its readers find it.
     *
     * @param owner told when no device has been reading for long enough
     */
    static Behavior<Message> create(MemberId person, ReaderHubs.Surroundings around, ActorRef<MemberId> owner) {
        Behavior<Message> hub = Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new ReaderHub(context, timers, person, around, owner)));
        return Behaviors.supervise(hub).onFailure(SupervisorStrategy.restart());
    }

    private ReaderHub(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            MemberId person,
            ReaderHubs.Surroundings around,
            ActorRef<MemberId> owner) {
        super(context);
        this.person = person;
        this.around = around;
        this.owner = owner;
        beats = new Beats(around.settings());
        ear = context.messageAdapter(watchedClass(), FromReader::new);
        door = context.messageAdapter(HubMessage.class, FromDevice::new);
        pages = new LogPages(this::updates, door::tell);
        around.region().watch(person.value(), ear);
        timers.startTimerWithFixedDelay(
                new FromDevice(new HubMessage.Beat()), around.settings().beat());
    }

    @SuppressWarnings("unchecked") // a class object carries no type arguments
    private static Class<Watched<Reader, ReaderEvent>> watchedClass() {
        return (Class<Watched<Reader, ReaderEvent>>) (Class<?>) Watched.class;
    }

    private CompletionStage<List<Update>> updates(long after, int limit) {
        return around.log()
                .read(person, after, limit)
                .thenApply(events -> events.stream()
                        .map(event -> around.encoder().encode(person, event))
                        .toList());
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onAnyMessage(this::on)
                .onSignal(PostStop.class, _ -> stopped())
                .onSignal(PreRestart.class, _ -> stopped())
                .build();
    }

    private Behavior<Message> on(Message message) {
        switch (message) {
            case FromReader(var news) -> hear(news);
            case FromDevice(Attach attach) -> attach(attach);
            case FromDevice(HubMessage.Detach(var device, var _)) -> detach(device);
            case FromDevice(HubMessage.Fetch(var after, var answer)) -> answer.complete(pages.holding(after));
            case FromDevice(HubMessage.PageRead page) -> pages.read(page);
            case FromDevice(HubMessage.Beat _) -> beat();
            case FromDevice(HubMessage.Stop _) -> {
                return Behaviors.stopped();
            }
            case FromDevice(HubMessage _) -> {}
        }
        return this;
    }

    private void hear(Watched<Reader, ReaderEvent> news) {
        beats.heard();
        switch (news) {
            case Watched.Current<Reader, ReaderEvent>(var current) -> begin(current);
            case Watched.Committed<Reader, ReaderEvent>(var events) -> apply(events);
            case Watched.Head<Reader, ReaderEvent>(var seq) -> {
                if (feed == null || seq > state.seq()) {
                    watchAnew();
                }
            }
            case Watched.Stopped<Reader, ReaderEvent> _ -> watchAnew();
        }
    }

    private void begin(Reader current) {
        if (feed != null && current.seq() == state.seq()) {
            return;
        }
        devices.end(state.seq(), new Ending.Interrupted());
        state = current;
        feed = new Feed(
                ReaderHubs.ME,
                epoch(),
                current.seq(),
                Ephemeral.begin(""),
                door,
                around.settings(),
                around.notices(),
                fanOut);
        var all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(this::attach);
    }

    /** A log belongs to one person for ever. */
    private String epoch() {
        return person.value();
    }

    private void apply(List<Stored<ReaderEvent>> events) {
        if (feed == null || events.getLast().seq() <= state.seq()) {
            return;
        }
        if (events.getFirst().seq() != state.seq() + 1) {
            watchAnew();
            return;
        }
        for (var event : events) {
            state = rules.evolve(state, event.event());
            feed.append(around.encoder().encode(person, event));
        }
        feed.publish(state.seq());
        devices.wake(fanOut);
    }

    /** Only who begins to watch is told the state. */
    private void watchAnew() {
        around.region().unwatch(person.value(), ear);
        around.region().watch(person.value(), ear);
    }

    private void attach(Attach attach) {
        beats.visited();
        if (feed == null) {
            waiting.add(attach);
            return;
        }
        devices.add(attach.subscriber());
        attach.answer().complete(admission(feed, attach.place()));
    }

    /** What is behind the ring, the device reads page by page. */
    private Attached admission(Feed current, @Nullable Place place) {
        if (place == null || !place.epoch().equals(current.epoch())) {
            return new Attached.BegunOwn(current, state);
        }
        long missed = current.head() - place.seq();
        return missed >= 0 && missed <= REPLAY_MAX
                ? new Attached.Resumed(current, place.seq(), current.head(), 0, List.of())
                : new Attached.BegunOwn(current, state);
    }

    private void detach(Subscriber device) {
        waiting.removeIf(attach -> attach.subscriber().equals(device));
        devices.remove(device);
    }

    private void beat() {
        around.region().watch(person.value(), ear);
        beats.beat(!devices.isEmpty());
        if (feed == null && beats.isSilent()) {
            disappoint();
        }
        if (beats.isIdle()) {
            owner.tell(person);
        }
    }

    private void disappoint() {
        waiting.forEach(attach -> attach.answer().complete(new Attached.Unavailable()));
        waiting.clear();
    }

    private Behavior<Message> stopped() {
        around.region().unwatch(person.value(), ear);
        devices.end(state.seq(), new Ending.Interrupted());
        disappoint();
        return this;
    }
}
