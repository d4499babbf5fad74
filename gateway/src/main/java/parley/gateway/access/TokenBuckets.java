package parley.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/** One token bucket for each name in use, at most {@value #BUCKETS}: beyond that the longest unused are forgotten. */
public final class TokenBuckets {
    static final int BUCKETS = 50_000;

    private final LimitSettings.Rate rate;
    private final LongSupplier nanos;
    private final Cache<String, TokenBucket> buckets;

    /**
     * What came of taking a token.
     *
     * @param taken false where there was none
     * @param left whole tokens that remain
     * @param untilNext how long until the next; zero where one was taken
     */
    public record Take(boolean taken, int left, Duration untilNext) {}

    /** @param nanos a time that only rises, such as {@code System::nanoTime} */
    public TokenBuckets(LimitSettings.Rate rate, LongSupplier nanos) {
        this.rate = rate;
        this.nanos = nanos;
        // A bucket left alone until it is full again is as good as a new one.
        this.buckets = Caffeine.newBuilder()
                .maximumSize(BUCKETS)
                .expireAfterAccess(window().plusSeconds(1))
                .ticker(nanos::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** Takes {@code credits} tokens, or as many as a full bucket holds where that is fewer; all or none. */
    public Take take(String name, int credits) {
        var now = nanos.getAsLong();
        var bucket = buckets.get(name, _ -> new TokenBucket(rate, now));
        synchronized (bucket) {
            var wanted = Math.min(credits, rate.burst());
            var taken = bucket.take(wanted, now);
            return new Take(taken, bucket.left(now), taken ? Duration.ZERO : bucket.until(wanted, now));
        }
    }

    /** Forgets what the name has taken. */
    public void forgive(String name) {
        buckets.invalidate(name);
    }

    public LimitSettings.Rate rate() {
        return rate;
    }

    /** How many names are remembered. */
    long size() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    /** How long an empty bucket takes to be full. */
    public Duration window() {
        return Duration.ofSeconds(Math.max(1, (long) Math.ceil(rate.burst() / rate.perSecond())));
    }
}
