package parley.entity.actor;

import java.time.Instant;
import parley.entity.Decider;
import parley.entity.Decision;

/** Reads its log as a store would that loses one event of it. */
final class TornTally implements Decider<Tally.Sum, Integer, Tally.Added, String> {

    private final Tally whole = new Tally();

    @Override
    public Tally.Sum initial() {
        return whole.initial();
    }

    @Override
    public Decision<Tally.Added, String> decide(Tally.Sum state, Integer command, Instant now) {
        return whole.decide(state, command, now);
    }

    @Override
    public Tally.Sum evolve(Tally.Sum state, Tally.Added event) {
        return event.number() == 1 ? state : whole.evolve(state, event);
    }
}
