package parley.entity.actor;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import parley.entity.Decider;
import parley.entity.EntityState;
import parley.entity.Outcome;
import parley.entity.Stored;

/**
 * The log of one entity: decides a batch of commands in order, each against the state that the ones before it lead to, and stores all
 * their events in one write. Stops when the store fails or the replayed log has a gap.
 */
final class EntityJournal<S extends EntityState, C, E, R>
        extends EventSourcedBehaviorWithEnforcedReplies<EntityJournal.Batch<C>, E, S> {

    /** Commands to decide together. */
    record Batch<C>(List<C> commands) {}

    private final ActorContext<Batch<C>> context;
    private final Decider<S, C, E, R> rules;
    private final InstantSource clock;
    private final ActorRef<JournalReport<S, E, R>> owner;
    private long snapshotSeq;

    static <S extends EntityState, C, E, R> Behavior<Batch<C>> create(
            PersistenceId id, Decider<S, C, E, R> rules, InstantSource clock, ActorRef<JournalReport<S, E, R>> owner) {
        return Behaviors.setup(context -> new EntityJournal<>(id, context, rules, clock, owner));
    }

    private EntityJournal(
            PersistenceId id,
            ActorContext<Batch<C>> context,
            Decider<S, C, E, R> rules,
            InstantSource clock,
            ActorRef<JournalReport<S, E, R>> owner) {
        super(id);
        this.context = context;
        this.rules = rules;
        this.clock = clock;
        this.owner = owner;
    }

    @Override
    public S emptyState() {
        return rules.initial();
    }

    @Override
    public EventHandler<S, E> eventHandler() {
        return rules::evolve;
    }

    @Override
    public CommandHandlerWithReply<Batch<C>, E, S> commandHandler() {
        return this::decide;
    }

    private ReplyEffect<E, S> decide(S state, Batch<C> batch) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var events = new ArrayList<E>();
        var stored = new ArrayList<Stored<E>>();
        var answers = new ArrayList<Outcome<R>>(batch.commands().size());
        var overlay = state;
        for (var command : batch.commands()) {
            var decision = rules.decide(overlay, command, now);
            for (var event : decision.events()) {
                overlay = rules.evolve(overlay, event);
                events.add(event);
                stored.add(new Stored<>(overlay.seq(), event));
            }
            answers.add(new Outcome.Answered<>(decision.reply()));
        }
        if (events.isEmpty()) {
            return Effect().reply(owner, new JournalReport.Committed<>(state, List.of(), answers));
        }
        return Effect()
                .persist(events)
                .thenReply(owner, after -> new JournalReport.Committed<>(after, stored, answers));
    }

    @Override
    public boolean shouldSnapshot(S state, E event, long sequenceNumber) {
        if (sequenceNumber - snapshotSeq < state.snapshotEvery()) {
            return false;
        }
        snapshotSeq = sequenceNumber;
        return true;
    }

    @Override
    public SignalHandler<S> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::recovered)
                .build();
    }

    /** A log that was replayed with a gap must not be written to: each event counts itself, so the state knows how many there were. */
    private void recovered(S state) {
        var last = lastSequenceNumber(context);
        if (state.seq() != last) {
            throw new IllegalStateException("%s replayed %d events of %d; the log has a gap and is left as it is"
                    .formatted(persistenceId().id(), state.seq(), last));
        }
        // where the last snapshot stands is not told; at worst the next one is an interval late
        snapshotSeq = last - last % state.snapshotEvery();
        owner.tell(new JournalReport.Recovered<>(state));
    }
}
