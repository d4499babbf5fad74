package parley.gateway.rt;

/** Why a connection is closed, by the code that clients act on: 40xx resume, 41xx new credentials, 42xx do not loop. */
enum Close {
    NORMAL(1000),
    GOING_AWAY(1001),
    DRAIN(4000),
    OVERLOADED(4001),
    HEARTBEAT(4002),
    NO_PROGRESS(4003),
    TICKET_INVALID(4100),
    SESSION_EXPIRED(4101),
    SESSION_REVOKED(4102),
    ACCOUNT_DISABLED(4103),
    PROTOCOL_ERROR(4200),
    FRAME_TOO_BIG(4201),
    ABUSIVE_RATE(4202),
    TOO_MANY_SUBSCRIPTIONS(4203),
    VERSION_UNSUPPORTED(4204),
    HELLO_MISSING(4205);

    private final int code;

    Close(int code) {
        this.code = code;
    }

    /** Whether a client that is closed so comes back by itself. */
    boolean comesBack() {
        return code >= 4000 && code < 4100;
    }

    int code() {
        return code;
    }
}
