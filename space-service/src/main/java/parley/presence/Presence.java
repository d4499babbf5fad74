package parley.presence;

import java.time.Instant;

/**
 * Whether a person is there.
 *
 * @param since when the present state began
 * @param lastSeen when they last did something themselves
 */
public record Presence(State state, Instant since, Instant lastSeen) {

    /** How present somebody is. */
    public enum State {
        ACTIVE,
        OFFLINE
    }
}
