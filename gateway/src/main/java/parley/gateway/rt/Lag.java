package parley.gateway.rt;

/** Whether a client is sent nothing more because it lags: it is told so once, until it asks for more or catches up. */
final class Lag {

    /** Events behind, from which on a client is told that it lags instead of being sent more. */
    static final int AFTER = 1_000;

    private boolean waits;
    private boolean told;

    /** Whether nothing is sent until the client has asked for more or applied what it has. */
    boolean waits() {
        return waits;
    }

    /** The client has asked for more, or applied something. */
    void over() {
        waits = false;
    }

    /** True where the client is to be told now; {@code behind} counts the events that it has not been sent. */
    boolean begins(long behind) {
        boolean far = behind > AFTER;
        waits = far && !told;
        told = far;
        return waits;
    }
}
