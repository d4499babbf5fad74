package parley.persistence.schema;

import org.jspecify.annotations.Nullable;

/** The database cannot be used. The message says why and what to do, for whoever starts the process. */
public final class UnusableStoreException extends RuntimeException {

    UnusableStoreException(String message) {
        this(message, null);
    }

    public UnusableStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
