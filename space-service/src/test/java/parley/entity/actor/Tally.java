package parley.entity.actor;

import java.time.Instant;
import java.util.List;
import parley.entity.Decider;
import parley.entity.Decision;
import parley.entity.EntityState;

/** The smallest entity there is: adds numbers, and refuses negative ones. */
final class Tally implements Decider<Tally.Sum, Integer, Tally.Added, String> {

    record Sum(long seq, int total) implements EntityState {
        @Override
        public long snapshotEvery() {
            return 10;
        }
    }

    record Added(int number) {}

    @Override
    public Sum initial() {
        return new Sum(0, 0);
    }

    @Override
    public Decision<Added, String> decide(Sum state, Integer number, Instant now) {
        if (number < 0) {
            return Decision.answer("no");
        }
        return Decision.store(List.of(new Added(number)), "sum " + (state.total() + number));
    }

    @Override
    public Sum evolve(Sum state, Added event) {
        return new Sum(state.seq() + 1, state.total() + event.number());
    }
}
