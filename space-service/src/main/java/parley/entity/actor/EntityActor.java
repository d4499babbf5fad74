package parley.entity.actor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.jspecify.annotations.Nullable;
import parley.entity.EntityState;
import parley.entity.Outcome;
import parley.entity.Stored;
import parley.entity.actor.EntityMessage.FromJournal;
import parley.entity.actor.EntityMessage.Proceed;
import parley.entity.actor.EntityMessage.Read;
import parley.entity.actor.EntityMessage.Request;
import parley.entity.actor.EntityMessage.Restart;
import parley.entity.actor.EntityMessage.Stop;
import parley.entity.actor.EntityMessage.Tell;
import parley.entity.actor.EntityMessage.TellWatchers;
import parley.entity.actor.EntityMessage.Unwatch;
import parley.entity.actor.EntityMessage.Watch;
import parley.entity.actor.EntityMessage.Watched;

/**
 * One entity at work, whatever its rules. Commands that arrive while a write is under way wait, and are then decided and stored together:
 * one transaction for many, as are those that arrive together. Answers, watchers and consequences follow the commit. When the store fails, the commands under way are
 * answered {@link Outcome.Unavailable} and the log is replayed after a pause that doubles.
 */
public final class EntityActor<S extends EntityState, C, E, R> extends AbstractBehavior<EntityMessage<S, C, E, R>> {

    /** Commands stored in one transaction at most. */
    static final int BATCH_MAX = 256;

    /** Watchers wait so long for a commit that follows on another. */
    static final Duration TOGETHER_WITHIN = Duration.ofMillis(20);

    static final Duration BACK_OFF_MIN = Duration.ofMillis(200);
    static final Duration BACK_OFF_MAX = Duration.ofSeconds(10);

    private final EntityKind<S, C, E, R> kind;
    private final String id;
    private final TimerScheduler<EntityMessage<S, C, E, R>> timers;
    private final Consequences<S> consequences;
    private final ArrayDeque<Request<S, C, E, R>> waiting = new ArrayDeque<>();
    private final List<Tell<S, C, E, R>> underWay = new ArrayList<>();
    private final Set<ActorRef<Watched<S, E>>> watchers = new LinkedHashSet<>();
    private @Nullable ActorRef<EntityJournal.Batch<C>> journal;
    private @Nullable S state;
    private Duration backOff = BACK_OFF_MIN;
    private boolean aboutToProceed;
    private List<Stored<E>> untold = List.of();
    private boolean stopping;

    /** The behaviour of the entity {@code id} of a kind. */
    public static <S extends EntityState, C, E, R> Behavior<EntityMessage<S, C, E, R>> create(
            EntityKind<S, C, E, R> kind, String id) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new EntityActor<>(context, timers, kind, id)));
    }

    private EntityActor(
            ActorContext<EntityMessage<S, C, E, R>> context,
            TimerScheduler<EntityMessage<S, C, E, R>> timers,
            EntityKind<S, C, E, R> kind,
            String id) {
        super(context);
        this.kind = kind;
        this.id = id;
        this.timers = timers;
        consequences = kind.consequences().of(id, context);
        startJournal();
    }

    @Override
    public Receive<EntityMessage<S, C, E, R>> createReceive() {
        return newReceiveBuilder()
                .onAnyMessage(this::on)
                .onSignal(ChildFailed.class, _ -> journalStopped())
                .onSignal(Terminated.class, this::watcherStopped)
                .onSignal(PostStop.class, _ -> stopped())
                .build();
    }

    private Behavior<EntityMessage<S, C, E, R>> on(EntityMessage<S, C, E, R> message) {
        switch (message) {
            case FromJournal<S, C, E, R>(var report) -> on(report);
            case Proceed<S, C, E, R> _ -> {
                aboutToProceed = false;
                proceed();
            }
            case TellWatchers<S, C, E, R> _ -> tellWatchers();
            case Restart<S, C, E, R> _ -> startJournal();
            case Stop<S, C, E, R> _ -> stopping = true;
            case Unwatch<S, C, E, R>(var watcher) -> forget(watcher);
            case Request<S, C, E, R> request -> accept(request);
        }
        return stopping && underWay.isEmpty() && waiting.isEmpty() ? Behaviors.stopped() : this;
    }

    private void accept(Request<S, C, E, R> request) {
        if (journal == null) {
            refuse(request, new Outcome.Unavailable<>(), new Outcome.Unavailable<>());
            return;
        }
        if (waiting.size() >= kind.waitingMax()) {
            refuse(request, new Outcome.Overloaded<>(), new Outcome.Overloaded<>());
            return;
        }
        waiting.add(request);
        if (underWay.isEmpty() && !aboutToProceed) {
            aboutToProceed = true;
            getContext().getSelf().tell(new Proceed<>());
        }
    }

    /** A watch that fails is simply not answered: its watcher asks again. */
    private void refuse(Request<S, C, E, R> request, Outcome<R> toTell, Outcome<S> toRead) {
        switch (request) {
            case Tell<S, C, E, R>(var _, var replyTo) -> replyTo.tell(toTell);
            case Read<S, C, E, R>(var replyTo) -> replyTo.tell(toRead);
            case Watch<S, C, E, R> _ -> {}
        }
    }

    /** Answers what needs no write, and hands the commands up to {@link #BATCH_MAX} to the journal. */
    private void proceed() {
        if (state == null || journal == null || !underWay.isEmpty()) {
            return;
        }
        while (underWay.size() < BATCH_MAX && !waiting.isEmpty()) {
            switch (waiting.remove()) {
                case Tell<S, C, E, R> tell -> underWay.add(tell);
                case Read<S, C, E, R>(var replyTo) -> replyTo.tell(new Outcome.Answered<>(state));
                case Watch<S, C, E, R>(var watcher) -> watch(watcher, state);
            }
        }
        if (!underWay.isEmpty()) {
            journal.tell(new EntityJournal.Batch<>(
                    underWay.stream().map(Tell::command).toList()));
        }
    }

    private void on(JournalReport<S, E, R> report) {
        switch (report) {
            case JournalReport.Recovered<S, E, R>(var recovered) -> {
                state = recovered;
                backOff = BACK_OFF_MIN;
                consequences.recovered(recovered);
            }
            case JournalReport.Committed<S, E, R>(var after, var events, var answers) ->
                committed(after, events, answers);
        }
        proceed();
    }

    private void committed(S after, List<Stored<E>> events, List<Outcome<R>> answers) {
        var before = state;
        state = after;
        for (int i = 0; i < answers.size(); i++) {
            underWay.get(i).replyTo().tell(answers.get(i));
        }
        underWay.clear();
        if (events.isEmpty() || before == null) {
            return;
        }
        consequences.committed(before, after);
        tellOrWait(events);
    }

    /** Where another commit follows at once, watchers hear of both together: it costs each of them half as much. */
    private void tellOrWait(List<Stored<E>> events) {
        if (untold.isEmpty() && !waiting.isEmpty()) {
            untold = events;
            timers.startSingleTimer(new TellWatchers<>(), TOGETHER_WITHIN);
        } else {
            var all = new ArrayList<>(untold);
            all.addAll(events);
            untold = all;
            tellWatchers();
        }
    }

    private void tellWatchers() {
        if (!untold.isEmpty()) {
            var update = new Watched.Committed<S, E>(untold);
            untold = List.of();
            watchers.forEach(watcher -> watcher.tell(update));
        }
    }

    private void watch(ActorRef<Watched<S, E>> watcher, S current) {
        tellWatchers();
        if (!watchers.add(watcher)) {
            watcher.tell(new Watched.Head<>(current.seq()));
            return;
        }
        getContext().watch(watcher);
        watcher.tell(new Watched.Current<>(current));
    }

    private void forget(ActorRef<Watched<S, E>> watcher) {
        if (watchers.remove(watcher)) {
            getContext().unwatch(watcher);
        }
    }

    private Behavior<EntityMessage<S, C, E, R>> watcherStopped(Terminated terminated) {
        watchers.removeIf(watcher -> watcher.path().equals(terminated.getRef().path()));
        return this;
    }

    private Behavior<EntityMessage<S, C, E, R>> stopped() {
        tellWatchers();
        watchers.forEach(watcher -> watcher.tell(new Watched.Stopped<>()));
        return this;
    }

    private void startJournal() {
        var owner = getContext()
                .messageAdapter(EntityKind.<S, E, R>reportClass(), report -> new FromJournal<S, C, E, R>(report));
        var child = getContext()
                .spawnAnonymous(
                        EntityJournal.create(PersistenceId.of(kind.name(), id), kind.rules(), kind.clock(), owner));
        getContext().watch(child);
        journal = child;
    }

    private Behavior<EntityMessage<S, C, E, R>> journalStopped() {
        tellWatchers();
        journal = null;
        state = null;
        waiting.addAll(underWay);
        underWay.clear();
        waiting.forEach(request -> refuse(request, new Outcome.Unavailable<>(), new Outcome.Unavailable<>()));
        waiting.clear();
        if (stopping) {
            return Behaviors.stopped();
        }
        timers.startSingleTimer(new Restart<>(), backOff);
        backOff = backOff.multipliedBy(2).compareTo(BACK_OFF_MAX) < 0 ? backOff.multipliedBy(2) : BACK_OFF_MAX;
        return this;
    }
}
