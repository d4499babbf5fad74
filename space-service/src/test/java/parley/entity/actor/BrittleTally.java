package parley.entity.actor;

import java.time.Instant;
import parley.entity.Decider;
import parley.entity.Decision;

/** Has a defect: one number makes it throw. */
final class BrittleTally implements Decider<Tally.Sum, Integer, Tally.Added, String> {

    static final int CRASH = 13;

    private final Tally whole = new Tally();

    @Override
    public Tally.Sum initial() {
        return whole.initial();
    }

    @Override
    public Decision<Tally.Added, String> decide(Tally.Sum state, Integer number, Instant now) {
        if (number == CRASH) {
            throw new IllegalStateException("a defect");
        }
        return whole.decide(state, number, now);
    }

    @Override
    public Tally.Sum evolve(Tally.Sum state, Tally.Added event) {
        return whole.evolve(state, event);
    }
}
