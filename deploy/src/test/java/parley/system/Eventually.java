package parley.system;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for what follows a moment later. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Eventually() {}

    /** The first value that will do; the last one in the error if none comes in time. */
    public static <T> T get(Callable<T> source, Predicate<T> enough) throws Exception {
        var value = last(source, enough);
        if (!enough.test(value)) {
            throw new AssertionError("still not there after " + PATIENCE.toSeconds() + " s: " + value);
        }
        return value;
    }

    /** The first value that will do, or the last one if none comes in time. */
    static <T> T last(Callable<T> source, Predicate<T> enough) throws Exception {
        var deadline = Instant.now().plus(PATIENCE);
        while (true) {
            var value = source.call();
            if (enough.test(value) || Instant.now().isAfter(deadline)) {
                return value;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
