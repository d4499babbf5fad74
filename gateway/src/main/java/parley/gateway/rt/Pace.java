package parley.gateway.rt;

import java.util.Optional;
import parley.gateway.access.LimitSettings.Rate;
import parley.gateway.access.Problem;
import parley.gateway.access.TokenBucket;

/** How fast one client speaks, but for its commands. Times are nanoseconds of a monotonic clock. */
final class Pace {

    /** Frames that ask for something and are no commands. */
    static final Rate REQUESTS = new Rate(50, 500);

    /** Frames that only say what has arrived; far more than a client needs that acknowledges every message. */
    static final Rate RECEIPTS = new Rate(500, 5_000);

    private final TokenBucket requests;
    private final TokenBucket receipts;

    Pace(long now) {
        requests = new TokenBucket(REQUESTS, now);
        receipts = new TokenBucket(RECEIPTS, now);
    }

    /** Counts a request; says why not where it comes too soon. */
    Optional<Problem> request(long now) {
        return take(requests, REQUESTS, "such frames", now);
    }

    /** Counts a receipt; says why not where it comes too soon. */
    Optional<Problem> receipt(long now) {
        return take(receipts, RECEIPTS, "receipts", now);
    }

    private static Optional<Problem> take(TokenBucket bucket, Rate rate, String what, long now) {
        return bucket.take(now) ? Optional.empty() : Optional.of(rate.exceeded(what, bucket.untilNext(now)));
    }
}
