package parley.space.actor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * The wake-up of all readers of a space that is under way. What happens in the space meanwhile waits for its end and
 * then goes out together: larger frames instead of more of them, and no delay after silence. After a wake-up that took
 * long, all rest in proportion to it, as a frame costs the same however much it holds: it is then that the answers of
 * many readers come and can go out together.
 */
final class FanOut {

    /** A reader that has not looked for so long is not waited for, and no rest is longer. */
    static final Duration PATIENCE = Duration.ofMillis(10);

    /** How many times as long as a wake-up took is rested after it. */
    static final int REST = 4;

    /** A shorter rest would save less than the timer for it costs. */
    static final Duration REST_MIN = Duration.ofNanos(500_000);

    private final AtomicInteger outstanding = new AtomicInteger();
    private final AtomicBoolean reminded = new AtomicBoolean();
    private final LongSupplier nanoTime;
    private final Runnable again;
    private volatile boolean wanted;
    private volatile long endedAt;
    private long startedAt;

    /**
     * @param nanoTime the clock, as {@link System#nanoTime()}
     * @param again run, on any thread, when a wake-up that had to wait can be tried again
     */
    FanOut(LongSupplier nanoTime, Runnable again) {
        this.nanoTime = nanoTime;
        this.again = again;
        startedAt = nanoTime.getAsLong();
        endedAt = startedAt;
    }

    /** Begins a wake-up; false where it has to wait. */
    boolean begin(int readers) {
        long now = nanoTime.getAsLong();
        wanted = true;
        long wait = pause(now);
        if (wait > 0) {
            remind(wait);
            return false;
        }
        wanted = false;
        startedAt = now;
        endedAt = now;
        outstanding.set(readers);
        return true;
    }

    private long pause(long now) {
        long patience = PATIENCE.toNanos() - (now - startedAt);
        if (outstanding.get() > 0 && patience > 0) {
            return patience;
        }
        long rest = Math.min(PATIENCE.toNanos(), REST * (endedAt - startedAt));
        return rest < REST_MIN.toNanos() ? 0 : rest - (now - endedAt);
    }

    /** The timers of the actor system are coarser than a rest. */
    private void remind(long wait) {
        if (reminded.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS, Runnable::run)
                    .execute(() -> {
                        reminded.set(false);
                        again.run();
                    });
        }
    }

    /** Whether somebody waits to begin one. */
    boolean isWanted() {
        return wanted;
    }

    /** One of the readers has looked, or needs no wake-up. */
    void looked() {
        if (outstanding.decrementAndGet() == 0) {
            endedAt = nanoTime.getAsLong();
            if (wanted) {
                again.run();
            }
        }
    }
}
