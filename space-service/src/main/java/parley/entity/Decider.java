package parley.entity;

import java.time.Instant;

/**
 * The rules of an entity, free of actors, clocks and stores: what it answers, and what it becomes.
 *
 * @param <S> its state, immutable
 * @param <C> what it is asked to do
 * @param <E> what happened, in the past tense
 * @param <R> what the caller hears
 */
public interface Decider<S extends EntityState, C, E, R> {

    /** The state before the first event. */
    S initial();

    /** The events to store, then the answer. Never throws: what is not allowed is refused in the reply. */
    Decision<E, R> decide(S state, C command, Instant now);

    /** The state after one more event. Total: every event applies to every state, and {@code seq} rises by one. */
    S evolve(S state, E event);
}
