package parley.gateway.rest;

import java.net.InetAddress;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Identity;
import parley.gateway.access.LimitSettings;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;
import parley.gateway.access.TokenBuckets;

/** How fast one user, and one address, may send requests. */
final class RequestLimits {
    /** Several people may sit behind one address. */
    private static final int USERS_PER_ADDRESS = 8;

    private final TokenBuckets perUser;
    private final TokenBuckets perAddress;

    RequestLimits(LimitSettings.Rate rate, LongSupplier nanos) {
        perUser = new TokenBuckets(rate, nanos);
        var shared = new LimitSettings.Rate(rate.perSecond() * USERS_PER_ADDRESS, (int)
                Math.min(Integer.MAX_VALUE, (long) rate.burst() * USERS_PER_ADDRESS));
        perAddress = new TokenBuckets(shared, nanos);
    }

    /** What is left of a limit after a request has taken its part, or could not. */
    record Standing(TokenBuckets buckets, TokenBuckets.Take take) {
        boolean taken() {
            return take.taken();
        }

        /** In the form of the IETF draft "RateLimit header fields for HTTP". */
        List<HttpHeader> headers() {
            var seconds = buckets.window().toSeconds();
            var burst = buckets.rate().burst();
            return List.of(
                    RawHeader.create("RateLimit-Policy", "\"requests\";q=" + burst + ";w=" + seconds),
                    RawHeader.create("RateLimit", "\"requests\";r=" + take.left() + ";t=" + resetSeconds()));
        }

        private long resetSeconds() {
            var missing = buckets.rate().burst() - take.left();
            return (long) Math.ceil(missing / buckets.rate().perSecond());
        }

        Problem problem() {
            var rate = buckets.rate();
            return Problem.of(
                            ProblemCode.RATE_LIMITED,
                            "too many requests; allowed are " + rate.burst() + " at once and "
                                    + Math.round(rate.perSecond()) + " a second")
                    .retryAfter(take.untilNext());
        }
    }

    Standing take(InetAddress address, int credits) {
        return new Standing(perAddress, perAddress.take(address.getHostAddress(), credits));
    }

    Standing take(@Nullable Identity identity, int credits, Standing ofAddress) {
        return identity == null
                ? ofAddress
                : new Standing(perUser, perUser.take(identity.user().value(), credits));
    }
}
