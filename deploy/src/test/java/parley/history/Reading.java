package parley.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What one client has read of a space without a break.
 *
 * @param from where it began: with a state, or with what it had before
 * @param admittedAt where the space stood when it let the reader in, who may know everything up to there
 * @param state the messages of the state that it began with; none where it went on
 * @param applied what it added, in its order
 * @param furthest the last place that it was shown anything of, applied or not
 * @param toTheEnd whether it read until everything was over
 */
public record Reading(
        String user,
        long from,
        long admittedAt,
        List<JsonNode> state,
        List<Entry> applied,
        long furthest,
        boolean toTheEnd) {

    public Reading {
        state = List.copyOf(state);
        applied = List.copyOf(applied);
    }

    /** The last place that it has applied. */
    public long end() {
        return applied.isEmpty() ? from : applied.getLast().seq();
    }
}
