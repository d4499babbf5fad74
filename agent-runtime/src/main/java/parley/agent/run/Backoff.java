package parley.agent.run;

import java.time.Duration;

/** How long to wait before trying again: decorrelated jitter, so that many that failed together do not come back together. */
public final class Backoff {

    public static final Duration MIN = Duration.ofMillis(500);
    public static final Duration MAX = Duration.ofSeconds(30);

    private static final int GROWTH = 3;

    private Backoff() {}

    /**
     * The next pause.
     *
     * @param random from 0 to 1
     */
    public static Duration after(Duration previous, double random) {
        var widest = Math.max(MIN.toMillis(), previous.toMillis() * GROWTH);
        var millis = MIN.toMillis() + (long) (random * (widest - MIN.toMillis()));
        return Duration.ofMillis(Math.min(millis, MAX.toMillis()));
    }
}
