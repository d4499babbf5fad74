package parley.entity.actor;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import parley.entity.Decider;
import parley.entity.Decision;

/** Takes its time over some numbers. */
final class HeldTally implements Decider<Tally.Sum, Integer, Tally.Added, String> {

    private final Tally tally = new Tally();
    private final Map<Integer, Hold> held;

    /** A number is decided on from when it is {@code reached} until it is {@code released}. */
    record Hold(CountDownLatch reached, CountDownLatch released) {

        static Hold begin() {
            return new Hold(new CountDownLatch(1), new CountDownLatch(1));
        }
    }

    HeldTally(Map<Integer, Hold> held) {
        this.held = held;
    }

    @Override
    public Tally.Sum initial() {
        return tally.initial();
    }

    @Override
    public Decision<Tally.Added, String> decide(Tally.Sum state, Integer number, Instant now) {
        var hold = held.get(number);
        if (hold != null) {
            hold.reached().countDown();
            await(hold.released());
        }
        return tally.decide(state, number, now);
    }

    @Override
    public Tally.Sum evolve(Tally.Sum state, Tally.Added event) {
        return tally.evolve(state, event);
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
