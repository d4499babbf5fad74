package parley.agent.model.resilience;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lets as many calls through to a model as its provider bears: closed for everybody while the provider asks to wait, then one call at a
 * time and twice as many after each that succeeds. Not safe for several threads.
 */
final class QuotaGate {

    /** Calls to one model at the same time, from this node. */
    static final int IN_FLIGHT_MAX = 64;

    /** How long to wait where the provider does not say; doubles while it goes on refusing. */
    static final Duration WAIT_MIN = Duration.ofSeconds(1);

    static final Duration WAIT_MAX = Duration.ofSeconds(60);

    /** When to ask again while as many calls are in flight as may be. */
    static final Duration FULL = Duration.ofMillis(200);

    private int inFlight;
    private int allowed = IN_FLIGHT_MAX;
    private Duration wait = WAIT_MIN;
    private Instant closedUntil = Instant.MIN;

    boolean allows(Instant now) {
        return !now.isBefore(closedUntil) && inFlight < allowed;
    }

    /** When asking again makes sense. */
    Instant opensAt(Instant now) {
        return closedUntil.isAfter(now) ? closedUntil : now.plus(FULL);
    }

    void begin() {
        inFlight++;
    }

    /** A call ended in whatever way. */
    void end() {
        inFlight = Math.max(0, inFlight - 1);
    }

    void succeeded() {
        allowed = Math.min(IN_FLIGHT_MAX, allowed * 2);
        wait = WAIT_MIN;
    }

    /** The provider asks to wait. */
    void refused(@Nullable Duration retryAfter, Instant now) {
        var until = now.plus(retryAfter != null && retryAfter.isPositive() ? retryAfter : wait);
        closedUntil = until.isAfter(closedUntil) ? until : closedUntil;
        allowed = 1;
        wait = wait.multipliedBy(2).compareTo(WAIT_MAX) < 0 ? wait.multipliedBy(2) : WAIT_MAX;
    }
}
