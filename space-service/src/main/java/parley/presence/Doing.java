package parley.presence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.space.TurnId;

/**
 * What an agent is about, as readers are shown it.
 *
 * @param turn what it works on; null where it does not work
 */
public record Doing(Activity activity, @Nullable TurnId turn, Instant since) {}
