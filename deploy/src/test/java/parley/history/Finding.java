package parley.history;

/** One promise that was not kept. */
public record Finding(Anomaly anomaly, String detail) {

    /** The kinds of broken promises. */
    public enum Anomaly {
        /** What was acknowledged is not there. */
        LOST,
        /** Something is there twice. */
        DOUBLED,
        /** A place in the sequence is empty. */
        GAP,
        /** A client went back, or applied in another order than the log's. */
        REORDERED,
        /** Two have seen different things in the same place. */
        DIVERGED,
        /** Somebody was shown what happened while they were no member. */
        LEAKED,
        /** A client that was there in the end has not got all of it. */
        STALE,
        /** What is unread was counted wrongly. */
        MISCOUNTED
    }
}
