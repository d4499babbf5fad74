package parley.entity.actor;

import parley.entity.EntityState;

/**
 * What follows outside an entity from what it has stored. Called on the entity's own actor, so it must not block; it starts work and
 * returns. What it starts must be safe to start again, as it follows from the state after every restart.
 */
public interface Consequences<S extends EntityState> {

    /** The entity has come back, or begun, with this state. */
    void recovered(S state);

    /** More was stored. */
    void committed(S before, S after);
}
