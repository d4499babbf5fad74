package parley.presence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a person is there.
 *
 * @param since when they came, however often their connections changed since; null while they are offline
 * @param lastSeen when they last did something themselves; null where that is not known
 * @param devices the kinds of clients they are there with
 */
public record Presence(
        State state, @Nullable Instant since, @Nullable Instant lastSeen, List<String> devices) {

    /** How present somebody is. */
    public enum State {
        /** There, and doing something. */
        ACTIVE,
        /** There, but without doing anything for a while. */
        IDLE,
        /** Their last connection was lost a moment ago. */
        RECONNECTING,
        OFFLINE
    }
}
