package parley.space.floor;

import java.time.Instant;

/**
 * How a turn ended.
 *
 * @param seq of the event that ended it
 * @param owed whether the space ended it, and its run has not said yet what it had come to
 */
public record TurnEnd(How how, long seq, Instant at, boolean owed) {

    /** The same, once its run has said what it had come to. */
    TurnEnd settled() {
        return new TurnEnd(how, seq, at, false);
    }

    /** What ended it. */
    public enum How {
        ANSWERED,
        PASSED,
        FAILED,
        CANCELLED,
        SUPERSEDED
    }
}
