package parley.space.floor;

import java.time.Instant;

/**
 * How a turn ended.
 *
 * @param seq of the event that ended it
 */
public record TurnEnd(How how, long seq, Instant at) {

    /** What ended it. */
    public enum How {
        ANSWERED,
        PASSED,
        FAILED,
        CANCELLED,
        SUPERSEDED
    }
}
