package parley.gateway.access;

import java.time.Duration;

/** A token bucket, full at first. Not safe for use by several threads: its owner guards it. */
public final class TokenBucket {

    private static final double NANOS_PER_SECOND = 1e9;

    private final LimitSettings.Rate rate;
    private double tokens;
    private long filledAt;

    /** @param now nanoseconds of any monotonic clock, here and in every later call */
    public TokenBucket(LimitSettings.Rate rate, long now) {
        this.rate = rate;
        this.tokens = rate.burst();
        this.filledAt = now;
    }

    /** Takes one token; false where there is none. */
    public boolean take(long now) {
        return take(1, now);
    }

    /** Takes so many tokens or none; false where there are too few. */
    public boolean take(int wanted, long now) {
        fill(now);
        if (tokens < wanted) {
            return false;
        }
        tokens -= wanted;
        return true;
    }

    /** How long until there is a token again. */
    public Duration untilNext(long now) {
        return until(1, now);
    }

    /** How long until there are so many tokens. */
    public Duration until(int wanted, long now) {
        fill(now);
        return tokens >= wanted
                ? Duration.ZERO
                : Duration.ofNanos((long) Math.ceil((wanted - tokens) / rate.perSecond() * NANOS_PER_SECOND));
    }

    /** How many tokens there are, rounded down. */
    public int left(long now) {
        fill(now);
        return (int) tokens;
    }

    private void fill(long now) {
        tokens = Math.min(rate.burst(), tokens + (now - filledAt) / NANOS_PER_SECOND * rate.perSecond());
        filledAt = now;
    }
}
