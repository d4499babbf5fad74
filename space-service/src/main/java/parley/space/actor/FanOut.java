package parley.space.actor;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * The wake-up of all readers of a space that is under way. What happens in the space meanwhile waits for its end and
 * then goes out together: larger frames instead of more of them, and no delay after silence.
 */
final class FanOut {

    /** A reader that has not looked for so long is not waited for. */
    static final Duration PATIENCE = Duration.ofMillis(10);

    private final AtomicInteger outstanding = new AtomicInteger();
    private final LongSupplier nanoTime;
    private final Runnable again;
    private volatile boolean wanted;
    private long startedAt;

    /**
     * @param nanoTime the clock, as {@link System#nanoTime()}
     * @param again run, on any thread, when all readers have looked and a wake-up that had to wait can begin
     */
    FanOut(LongSupplier nanoTime, Runnable again) {
        this.nanoTime = nanoTime;
        this.again = again;
    }

    /** Begins a wake-up; false where it has to wait, until {@code again} or for the {@link #PATIENCE} at most. */
    boolean begin(int readers) {
        long now = nanoTime.getAsLong();
        // before the look at who is outstanding, so that the last to look sees one or the other
        wanted = true;
        if (outstanding.get() > 0 && now - startedAt < PATIENCE.toNanos()) {
            return false;
        }
        wanted = false;
        startedAt = now;
        outstanding.set(readers);
        return true;
    }

    /** Whether somebody waits to begin one. */
    boolean isWanted() {
        return wanted;
    }

    /** One of the readers has looked, or needs no wake-up. */
    void looked() {
        if (outstanding.decrementAndGet() == 0 && wanted) {
            again.run();
        }
    }
}
