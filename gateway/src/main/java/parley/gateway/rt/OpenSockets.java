package parley.gateway.rt;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import parley.gateway.access.LimitSettings;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;
import parley.space.MemberId;

/**
 * Counts open sockets, streams and polls by user, by address and on this node, and keeps each count within its bound.
 * Safe for use by several threads.
 */
final class OpenSockets {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private static final Duration DRAINED_WITHIN = Duration.ofSeconds(5);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(15);

    private final LimitSettings.Sockets limits;
    private final ConcurrentHashMap<MemberId, Integer> byUser = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final AtomicInteger all = new AtomicInteger();
    private final Set<Guest> guests = ConcurrentHashMap.newKeySet();
    private final Setbacks setbacks = new Setbacks();
    private final CompletableFuture<Done> drained = new CompletableFuture<>();
    private volatile boolean draining;

    OpenSockets(LimitSettings.Sockets limits) {
        this.limits = limits;
    }

    /** How many are open on this node. */
    int count() {
        return all.get();
    }

    /** What those who are here meet with. */
    Setbacks setbacks() {
        return setbacks;
    }

    /** Looks at all that is open, which takes as long as there is much of it. */
    Traffic traffic() {
        var connections = new EnumMap<Carrier, Integer>(Carrier.class);
        long unacknowledged = 0;
        int full = 0;
        for (var guest : guests) {
            connections.merge(guest.carrier(), 1, Integer::sum);
            unacknowledged += guest.unacknowledged();
            full += guest.unacknowledged() < limits.window() ? 0 : 1;
        }
        return new Traffic(connections, unacknowledged, full, setbacks.lags(), setbacks.resets());
    }

    /** Why one more may not be opened, as far as can be said before it is. */
    Optional<Problem> full(MemberId user, String address) {
        var refusal = count(user, address);
        if (refusal.isEmpty()) {
            discount(user, address);
        }
        return refusal;
    }

    /** Counts one more; or says why not, and counts nothing. */
    Optional<Problem> open(MemberId user, String address, Guest guest) {
        var refusal = count(user, address);
        if (refusal.isPresent()) {
            return refusal;
        }
        guests.add(guest);
        if (draining) {
            // it may have come when those who are there had been asked to go
            close(user, address, guest);
            return Optional.of(goingDown(BACK_WITHIN));
        }
        return Optional.empty();
    }

    /** Counts one less. */
    void close(MemberId user, String address, Guest guest) {
        guests.remove(guest);
        discount(user, address);
        if (draining && guests.isEmpty()) {
            drained.complete(Done.done());
        }
    }

    /** Has everybody who is here for a person prove again that they may be. */
    void proveAgain(MemberId user) {
        guests.stream().filter(guest -> guest.user().equals(user)).forEach(Guest::proveAgain);
    }

    boolean isDraining() {
        return draining;
    }

    /**
     * Lets nobody in any more and asks all who are there to go, each at another time within the window, so that they do
     * not all come back at once. Where there is no window they go at once and come back at different times. Done when
     * they have gone, or soon after the window.
     */
    CompletionStage<Done> drain(Duration window) {
        draining = true;
        guests.forEach(
                guest -> guest.dismiss(within(window), goingDown(window.isZero() ? BACK_WITHIN : Duration.ZERO)));
        if (guests.isEmpty()) {
            drained.complete(Done.done());
        }
        return drained.completeOnTimeout(
                Done.done(), window.plus(DRAINED_WITHIN).toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Problem goingDown(Duration backWithin) {
        return Problem.of(ProblemCode.DRAINING, "this node goes down; go on elsewhere from where you are")
                .retryAfter(within(backWithin));
    }

    private static Duration within(Duration most) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most.toMillis() + 1));
    }

    private Optional<Problem> count(MemberId user, String address) {
        if (draining) {
            return Optional.of(goingDown(BACK_WITHIN));
        }
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

    private void discount(MemberId user, String address) {
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
