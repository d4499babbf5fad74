package parley.gateway.access;

import java.util.Optional;
import java.util.function.LongSupplier;
import parley.space.MemberId;
import parley.space.SpaceId;

/** How fast each user may send messages to each space, by whatever way they come. Safe for use by several threads. */
public final class MessageRate {

    private final TokenBuckets buckets;

    /** @param nanos a time that only rises, such as {@code System::nanoTime} */
    public MessageRate(LimitSettings.Rate rate, LongSupplier nanos) {
        buckets = new TokenBuckets(rate, nanos);
    }

    /** Counts one message; why it may not be sent yet, where it may not. */
    public Optional<Problem> take(MemberId user, SpaceId space) {
        var take = buckets.take(user + " " + space, 1);
        return take.taken()
                ? Optional.empty()
                : Optional.of(buckets.rate().exceeded("messages to a space", take.untilNext()));
    }
}
