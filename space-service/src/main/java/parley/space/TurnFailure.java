package parley.space;

/** Why a turn ended without an answer. */
public enum TurnFailure {
    /** A budget does not cover the worst case of the next call. */
    BUDGET,
    /** The model has no price, so nobody can say what a call may cost. */
    PRICE_UNKNOWN,
    /** The ledger gave no answer; without one there is no call. */
    LEDGER_UNAVAILABLE,
    /** The provider refused, failed or stayed silent, and so did every fallback. */
    MODEL,
    /** The model or its key is not configured. */
    NOT_CONFIGURED,
    /** The turn took longer than it may. */
    TIMEOUT,
    /** The run crashed too often. */
    CRASHED,
    /** The space stopped accepting the turn: its time was over before the run ended. */
    EXPIRED
}
