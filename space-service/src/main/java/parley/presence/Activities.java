package parley.presence;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import parley.space.MemberId;
import parley.space.TurnId;

/**
 * What agents are about, as those say who run them. An agent with several turns shows what it does in the one that
 * began last.
 */
public final class Activities {

    private final Map<TurnId, Work> turns = new LinkedHashMap<>();
    private Versioned<Doing> shown = Versioned.empty();

    private record Work(MemberId agent, Activity activity) {}

    /** What readers are shown; an agent that is not in there has done nothing yet. */
    public Versioned<Doing> shown() {
        return shown;
    }

    /** An agent does something in its turn. */
    public void does(TurnId turn, MemberId agent, Activity activity, Instant at) {
        turns.put(turn, new Work(agent, activity));
        show(agent, Activity.IDLE, at);
    }

    /** Nobody works on a turn now, though it may not be over. */
    public void released(TurnId turn, Instant at) {
        var work = turns.remove(turn);
        if (work != null) {
            show(work.agent(), Activity.IDLE, at);
        }
    }

    /**
     * A turn is over.
     *
     * @param rest what is shown of the agent until it works again
     */
    public void ended(TurnId turn, MemberId agent, Activity rest, Instant at) {
        turns.remove(turn);
        show(agent, rest, at);
    }

    /** All turns are over, or are worked on elsewhere. */
    public void allReleased(Instant at) {
        for (var turn : Map.copyOf(turns).keySet()) {
            released(turn, at);
        }
    }

    /** An agent is no member any more. */
    public void removed(MemberId agent) {
        turns.values().removeIf(work -> work.agent().equals(agent));
        shown = shown.remove(agent);
    }

    private void show(MemberId agent, Activity rest, Instant at) {
        var is = last(agent)
                .map(work -> new Doing(work.getValue().activity(), work.getKey(), at))
                .orElseGet(() -> new Doing(rest, null, at));
        var was = shown.get(agent);
        boolean same = was.isPresent()
                && was.get().activity().equals(is.activity())
                && Objects.equals(was.get().turn(), is.turn());
        if (!same) {
            shown = shown.set(agent, is);
        }
    }

    private Optional<Map.Entry<TurnId, Work>> last(MemberId agent) {
        return turns.entrySet().stream()
                .filter(work -> work.getValue().agent().equals(agent))
                .reduce((_, later) -> later);
    }
}
