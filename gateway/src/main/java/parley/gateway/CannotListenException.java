package parley.gateway;

/** The server cannot listen where it was told to; the message says where, why and what to do. */
public final class CannotListenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotListenException(String message, Throwable cause) {
        super(message, cause);
    }
}
