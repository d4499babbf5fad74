package parley.gateway.rt;

import java.time.Duration;

/** Counts what a client does wrong, minute by minute. */
final class Offences {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final int max;
    private long since;
    private int count;

    Offences(int max) {
        this.max = max;
    }

    /** Counts one more; true where that is too many for the minute. */
    boolean tooMany(long now) {
        if (count == 0 || now - since > MINUTE) {
            since = now;
            count = 0;
        }
        return ++count > max;
    }
}
