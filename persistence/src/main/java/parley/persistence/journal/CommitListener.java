package parley.persistence.journal;

import java.time.Duration;

/** Told of every transaction of the journal, on the journal's own thread: it must not block. */
public interface CommitListener {

    /** Hears nothing. */
    CommitListener NONE = new CommitListener() {
        @Override
        public void committed(int events, Duration took) {}

        @Override
        public void failed() {}
    };

    /**
     * A transaction was stored.
     *
     * @param events stored together, of however many entities
     */
    void committed(int events, Duration took);

    /** A transaction was refused, or the store could not be reached. */
    void failed();
}
