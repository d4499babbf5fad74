package parley.entity.actor;

import java.util.List;
import parley.entity.EntityState;
import parley.entity.Outcome;
import parley.entity.Stored;

/** What the journal of an entity tells the actor that uses it. */
public sealed interface JournalReport<S extends EntityState, E, R> {

    /** The log has been replayed. */
    record Recovered<S extends EntityState, E, R>(S state) implements JournalReport<S, E, R> {}

    /**
     * A batch was decided and what it decided is stored.
     *
     * @param answers one for each command of the batch, in order
     */
    record Committed<S extends EntityState, E, R>(S state, List<Stored<E>> events, List<Outcome<R>> answers)
            implements JournalReport<S, E, R> {}
}
