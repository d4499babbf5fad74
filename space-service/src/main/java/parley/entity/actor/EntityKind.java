package parley.entity.actor;

import java.time.InstantSource;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import parley.entity.Decider;
import parley.entity.EntityState;

/**
 * A kind of entity: what distinguishes one from another besides its log.
 *
 * @param name the first part of the persistence ids, for ever
 * @param waitingMax how many commands may wait; more are answered {@link parley.entity.Outcome.Overloaded}
 */
public record EntityKind<S extends EntityState, C, E, R>(
        String name, Decider<S, C, E, R> rules, ConsequencesOf<S> consequences, InstantSource clock, int waitingMax) {

    /** How many commands may wait for one entity unless its kind says otherwise. */
    public static final int WAITING_MAX = 1_000;

    /** A kind with the usual bound on waiting commands, on the system's clock. */
    public static <S extends EntityState, C, E, R> EntityKind<S, C, E, R> of(
            String name, Decider<S, C, E, R> rules, ConsequencesOf<S> consequences) {
        return new EntityKind<>(name, rules, consequences, InstantSource.system(), WAITING_MAX);
    }

    /** Makes the consequences of one entity, on whose actor they run. */
    @FunctionalInterface
    public interface ConsequencesOf<S extends EntityState> {

        Consequences<S> of(String id, ActorContext<?> context);

        /** These, and then others. */
        default ConsequencesOf<S> and(ConsequencesOf<S> others) {
            return (id, context) -> {
                var first = of(id, context);
                var second = others.of(id, context);
                return new Consequences<>() {
                    @Override
                    public void recovered(S state) {
                        first.recovered(state);
                        second.recovered(state);
                    }

                    @Override
                    public void committed(S before, S after) {
                        first.committed(before, after);
                        second.committed(before, after);
                    }
                };
            };
        }
    }

    /** Nothing follows. */
    public static <S extends EntityState> ConsequencesOf<S> noConsequences() {
        return afterCommit(() -> {});
    }

    /** Something is told that there is more to read. */
    public static <S extends EntityState> ConsequencesOf<S> afterCommit(Runnable notice) {
        return (_, _) -> new Consequences<>() {
            @Override
            public void recovered(S state) {}

            @Override
            public void committed(S before, S after) {
                notice.run();
            }
        };
    }

    @SuppressWarnings("unchecked") // a class object carries no type arguments
    static <S extends EntityState, E, R> Class<JournalReport<S, E, R>> reportClass() {
        return (Class<JournalReport<S, E, R>>) (Class<?>) JournalReport.class;
    }

    @SuppressWarnings("unchecked") // as above
    Class<EntityMessage<S, C, E, R>> messageClass() {
        return (Class<EntityMessage<S, C, E, R>>) (Class<?>) EntityMessage.class;
    }
}
