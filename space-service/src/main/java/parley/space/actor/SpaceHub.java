package parley.space.actor;

import java.util.List;
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
import parley.space.Space;
import parley.space.SpaceEvent;
import parley.space.SpaceEvent.MemberLeft;
import parley.space.SpaceId;
import parley.space.actor.HubMessage.Attach;
import parley.space.actor.Subscriber.Departure;
import parley.space.actor.Subscriber.Ending;

/**
 * One node's view of one space: hears each event once, encodes it once, and lets any number of readers copy it from a
 * {@link Feed}.
 * Messages between nodes may be lost, so it listens through a {@link GaplessLog}.
 */
final class SpaceHub extends AbstractBehavior<HubMessage> {

    private static final HubMessage FANNED_OUT = new HubMessage.FannedOut();

    private final HubSurroundings around;
    private final SpaceId space;
    private final ActorRef<SpaceId> owner;
    private final ActorRef<HubMessage> self;
    private final TimerScheduler<HubMessage> timers;
    private final SpaceWatch watch;
    private final LogPages pages;
    private final GaplessLog log;
    private final Showing showing;
    private final Audience audience = new Audience();
    private final FanOut fanOut;
    private final Admissions admissions;
    private final Beats beats;
    private Space state;
    private @Nullable Feed feed;

    /**
     * The behaviour of a hub. One that fails begins anew under the same address, so that its readers find it.
     *
     * @param owner told when nobody has been reading for long enough
     */
    static Behavior<HubMessage> create(SpaceId space, HubSurroundings around, ActorRef<SpaceId> owner) {
        Behavior<HubMessage> hub = Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new SpaceHub(context, timers, space, around, owner)));
        return Behaviors.supervise(hub).onFailure(SupervisorStrategy.restart());
    }

    private SpaceHub(
            ActorContext<HubMessage> context,
            TimerScheduler<HubMessage> timers,
            SpaceId space,
            HubSurroundings around,
            ActorRef<SpaceId> owner) {
        super(context);
        this.around = around;
        this.space = space;
        this.owner = owner;
        this.timers = timers;
        state = around.rules().initial();
        watch = new SpaceWatch(space, around.watching(), context);
        self = context.getSelf();
        pages = new LogPages((after, limit) -> around.updates(space, after, limit), self::tell);
        log = new GaplessLog(space, around, context, timers);
        fanOut = new FanOut(System::nanoTime, () -> self.tell(FANNED_OUT));
        beats = new Beats(around.settings());
        admissions = new Admissions(pages, around.settings(), self, this::admitted);
        showing = new Showing(space, around, timers, self::tell, this::showPassing);
        watch.renew();
        timers.startTimerWithFixedDelay(new HubMessage.Beat(), around.settings().beat());
    }

    @Override
    public Receive<HubMessage> createReceive() {
        return newReceiveBuilder()
                .onAnyMessage(this::on)
                .onSignal(PostStop.class, _ -> stopped())
                .onSignal(PreRestart.class, _ -> stopped())
                .build();
    }

    private Behavior<HubMessage> on(HubMessage message) {
        switch (message) {
            case HubMessage.FromSpace(var news) -> hear(news);
            case Attach attach -> attach(attach);
            case HubMessage.Detach(var reader, var how) -> detach(reader, how);
            case HubMessage.Fetch(var after, var answer) -> answer.complete(pages.holding(after));
            case HubMessage.Passing passing -> showing.on(passing, state);
            case HubMessage.FindDraft(var turn, var answer) -> answer.complete(showing.draft(turn));
            case HubMessage.Repaired repaired -> apply(log.read(repaired));
            case HubMessage.RepairAgain _ -> log.readAgain();
            case HubMessage.Replayed(var attach, var place, var read) -> {
                if (feed != null) {
                    admissions.replayed(attach, place, read, feed, state);
                }
            }
            case HubMessage.PageRead page -> pages.read(page);
            case HubMessage.Beat _ -> beat();
            case HubMessage.FannedOut _ -> {
                if (fanOut.isWanted()) {
                    wake();
                }
            }
            case HubMessage.Stop _ -> {
                return Behaviors.stopped();
            }
        }
        return this;
    }

    private void hear(Watched<Space, SpaceEvent> news) {
        beats.heard();
        switch (news) {
            case Watched.Current<Space, SpaceEvent>(var current) -> begin(current);
            case Watched.Committed<Space, SpaceEvent>(var events) -> apply(log.offer(events));
            case Watched.Head<Space, SpaceEvent>(var seq) -> announced(seq);
            case Watched.Stopped<Space, SpaceEvent> _ -> watch.renew();
        }
    }

    private void announced(long seq) {
        if (feed == null) {
            watch.anew();
            return;
        }
        log.announced(seq);
        admissions.announced(seq, feed, state);
    }

    /** A space that starts anew says where it stands; another history than ours replaces what the readers have. */
    private void begin(Space current) {
        if (feed != null && feed.epoch().equals(current.epoch()) && current.seq() >= log.cursor()) {
            log.announced(current.seq());
            return;
        }
        endAll(new Ending.Replaced(current.epoch()));
        state = current;
        log.begin(current.seq());
        pages.forget();
        showing.begin(current);
        feed = newFeed();
        admissions.takeWaiting().forEach(this::attach);
    }

    private Feed newFeed() {
        return new Feed(
                space, state.epoch(), state.seq(), showing.shown(), self, around.settings(), around.encoder(), fanOut);
    }

    /** Readers see all of a commit at once; whoever leaves with it sees nothing that comes after. */
    private void apply(List<Stored<SpaceEvent>> events) {
        if (events.isEmpty() || feed == null) {
            return;
        }
        for (var event : events) {
            var before = state;
            state = around.rules().evolve(before, event.event());
            if (!feed.epoch().equals(state.epoch())) {
                feed = newFeed();
                continue;
            }
            feed.append(around.encoder().encode(space, event));
            if (event.event() instanceof MemberLeft left) {
                audience.end(left.member(), event.seq(), new Ending.Membership());
            }
            showing.heard(event.event(), before, state);
        }
        feed.publish(log.cursor());
        admissions.reached(feed, state);
        if (!showing.show()) {
            wake();
        }
    }

    private void attach(Attach attach) {
        beats.visited();
        if (feed == null) {
            admissions.await(attach);
        } else {
            admissions.decide(attach, feed, state);
            if (admissions.anyAhead()) {
                watch.renew();
            }
        }
    }

    private void admitted(Subscriber reader) {
        if (audience.add(reader)) {
            showing.arrived(reader, state);
        }
    }

    private void detach(Subscriber reader, Departure how) {
        admissions.withdraw(reader);
        audience.remove(reader);
        showing.departed(reader, how);
    }

    private void beat() {
        watch.renew();
        showing.beat(state);
        beats.beat(!audience.isEmpty());
        if (feed == null && beats.isSilent()) {
            admissions.disappoint();
        }
        if (beats.isIdle()) {
            owner.tell(space);
        }
    }

    /** Wakes the readers at once, or together with what comes while they are being woken. */
    private void wake() {
        if (fanOut.begin(audience.size())) {
            audience.wake(fanOut);
        } else if (!timers.isTimerActive(FANNED_OUT)) {
            timers.startSingleTimer(FANNED_OUT, FanOut.PATIENCE);
        }
    }

    private void showPassing() {
        if (feed != null) {
            feed.publish(showing.shown());
            wake();
        }
    }

    private Behavior<HubMessage> stopped() {
        watch.end();
        endAll(new Ending.Interrupted());
        showing.end();
        admissions.disappoint();
        return this;
    }

    /** Readers end with what was published: they never see what this hub may have taken in beyond it. */
    private void endAll(Ending why) {
        audience.end(feed == null ? 0 : feed.head(), why);
    }
}
