package parley.gateway.rt;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import parley.gateway.access.LimitSettings;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;
import parley.space.MemberId;

/** Counts open sockets by user, by address and on this node, and keeps each count within its bound. Safe for use by several threads. */
final class OpenSockets {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final LimitSettings.Sockets limits;
    private final ConcurrentHashMap<MemberId, Integer> byUser = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final AtomicInteger all = new AtomicInteger();

    OpenSockets(LimitSettings.Sockets limits) {
        this.limits = limits;
    }

    /** How many are open on this node. */
    int count() {
        return all.get();
    }

    /** Why one more may not be opened, as far as can be said before it is. */
    Optional<Problem> full(MemberId user, String address) {
        var refusal = open(user, address);
        if (refusal.isEmpty()) {
            close(user, address);
        }
        return refusal;
    }

    /** Counts one more; or says why not, and counts nothing. */
    Optional<Problem> open(MemberId user, String address) {
        if (all.incrementAndGet() > limits.perNode()) {
            all.decrementAndGet();
            return Optional.of(Problem.of(ProblemCode.OVERLOADED, "this node holds as many sockets as it may")
                    .retryAfter(RETRY_AFTER));
        }
        if (!take(byUser, user, limits.perUser())) {
            all.decrementAndGet();
            return tooMany("one user may have %d sockets".formatted(limits.perUser()));
        }
        if (!take(byAddress, address, limits.perAddress())) {
            release(byUser, user);
            all.decrementAndGet();
            return tooMany("one address may have %d sockets".formatted(limits.perAddress()));
        }
        return Optional.empty();
    }

    /** Counts one less. */
    void close(MemberId user, String address) {
        release(byUser, user);
        release(byAddress, address);
        all.decrementAndGet();
    }

    private static Optional<Problem> tooMany(String allowed) {
        return Optional.of(Problem.of(ProblemCode.TOO_MANY_SOCKETS, allowed).retryAfter(RETRY_AFTER));
    }

    private static <K> boolean take(ConcurrentHashMap<K, Integer> counts, K key, int max) {
        var taken = new boolean[1];
        counts.compute(key, (_, count) -> {
            int now = count == null ? 0 : count;
            taken[0] = now < max;
            return taken[0] ? (Integer) (now + 1) : count;
        });
        return taken[0];
    }

    private static <K> void release(ConcurrentHashMap<K, Integer> counts, K key) {
        counts.computeIfPresent(key, (_, count) -> count > 1 ? count - 1 : null);
    }
}
