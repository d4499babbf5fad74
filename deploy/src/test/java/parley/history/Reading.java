package parley.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one client has read of a space without a break.
 *
 * @param from where it began: with a state, or with what it had before
 * @param admittedAt where the space stood when it let the reader in, who may know everything up to there
 * @param state the messages of the state that it began with; null where it went on from where it was
 * @param applied what it added, in its order
 * @param furthest the last place that it was shown anything of, applied or not
 * @param toTheEnd whether it read until everything was over
 */
public record Reading(
        Client client,
        long from,
        long admittedAt,
        @Nullable List<JsonNode> state,
        List<Entry> applied,
        long furthest,
        boolean toTheEnd)
        implements Serializable {

    /** How many messages a state holds, the last ones, where there are so many. */
    public static final int STATE_MESSAGES = 100;

    public Reading {
        state = state == null ? null : List.copyOf(state);
        applied = List.copyOf(applied);
    }

    /** Whose client it was. */
    public String user() {
        return client.user();
    }

    /** The last place that it has applied. */
    public long end() {
        return applied.isEmpty() ? from : applied.getLast().seq();
    }
}
