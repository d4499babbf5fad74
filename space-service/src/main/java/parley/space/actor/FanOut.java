package parley.space.actor;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The wake-up of all readers of a space that is under way. What happens in the space meanwhile waits for its end and
 * then goes out
 * together: larger frames instead of more of them, and no delay where nothing is under way.
 */
final class FanOut {

    /** A reader that has not looked for so long is not waited for. */
    static final Duration PATIENCE = Duration.ofMillis(10);

    private final AtomicInteger outstanding = new AtomicInteger();
    private final Runnable over;
    private volatile boolean wanted;
    private long startedAt;

    /** @param over run, on the thread of the last reader that looks, when somebody waits for that */
    FanOut(Runnable over) {
        this.over = over;
    }

    /** Begins a wake-up; false, and {@link #over} to follow, while one is under way. */
    boolean begin(int readers, long now) {
        wanted = true;
        if (outstanding.get() > 0 && now - startedAt < PATIENCE.toNanos()) {
            return false;
        }
        wanted = false;
        startedAt = now;
        outstanding.set(readers);
        return true;
    }

    /** One of the readers has looked, or needs no wake-up. */
    void looked() {
        if (outstanding.decrementAndGet() <= 0 && wanted) {
            wanted = false;
            over.run();
        }
    }
}
