package parley.agent.actor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import parley.entity.Decider;
import parley.entity.EntityState;

/** An entity in memory: decides and stores as the real one does, one command at a time. */
class Journal<S extends EntityState, C, E, R> {

    private final Decider<S, C, E, R> rules;
    private final List<E> events = new ArrayList<>();
    private S state;
    private int writes;

    Journal(Decider<S, C, E, R> rules) {
        this.rules = rules;
        state = rules.initial();
    }

    synchronized R tell(C command, Instant now) {
        var decision = rules.decide(state, command, now);
        for (var event : decision.events()) {
            state = rules.evolve(state, event);
        }
        events.addAll(decision.events());
        writes += decision.events().isEmpty() ? 0 : 1;
        return decision.reply();
    }

    synchronized S state() {
        return state;
    }

    synchronized List<E> events() {
        return List.copyOf(events);
    }

    /** How many transactions there were. */
    synchronized int writes() {
        return writes;
    }

    /** The state that the events lead to. */
    synchronized S replayed() {
        var replayed = rules.initial();
        for (var event : events) {
            replayed = rules.evolve(replayed, event);
        }
        return replayed;
    }

    synchronized <T extends E> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
