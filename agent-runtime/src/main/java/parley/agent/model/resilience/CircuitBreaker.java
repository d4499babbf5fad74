package parley.agent.model.resilience;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;

/**
 * Stops calls to a model that keeps failing: open for a while that doubles, then one probe decides. Not safe for several threads.
 */
final class CircuitBreaker {

    /** How many calls are remembered; half of them failed opens it. */
    static final int REMEMBERED = 20;

    /** So many failures one after the other open it as well. */
    static final int IN_A_ROW = 5;

    static final Duration OPEN_MIN = Duration.ofSeconds(30);
    static final Duration OPEN_MAX = Duration.ofMinutes(5);

    private final BitSet failures = new BitSet(REMEMBERED);
    private int calls;
    private int inARow;
    private Duration openFor = OPEN_MIN;
    private Instant openUntil = Instant.MIN;
    private boolean open;
    private boolean probing;

    /** Whether a call may be made now. */
    boolean allows(Instant now) {
        return !open || (!probing && !now.isBefore(openUntil));
    }

    /** When asking again makes sense. */
    Instant opensAt(Instant now) {
        return openUntil.isAfter(now) ? openUntil : now.plus(OPEN_MIN);
    }

    /** A call begins; the first one after the pause is the probe. */
    void begin() {
        probing = open;
    }

    /** A call ended without telling anything about the provider. */
    void forget() {
        probing = false;
    }

    void succeeded() {
        if (probing) {
            reset();
            return;
        }
        remember(false);
        inARow = 0;
    }

    void failed(Instant now) {
        if (probing) {
            openFor = openFor.multipliedBy(2).compareTo(OPEN_MAX) < 0 ? openFor.multipliedBy(2) : OPEN_MAX;
            trip(now);
            return;
        }
        remember(true);
        inARow++;
        var halfFailed = calls >= REMEMBERED && failures.cardinality() * 2 >= REMEMBERED;
        if (!open && (inARow >= IN_A_ROW || halfFailed)) {
            trip(now);
        }
    }

    private void trip(Instant now) {
        open = true;
        probing = false;
        openUntil = now.plus(openFor);
    }

    private void reset() {
        open = false;
        probing = false;
        openFor = OPEN_MIN;
        inARow = 0;
        calls = 0;
        failures.clear();
    }

    private void remember(boolean failed) {
        failures.set(calls % REMEMBERED, failed);
        calls++;
    }
}
