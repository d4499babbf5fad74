package parley.presence;

import org.jspecify.annotations.Nullable;
import parley.space.MemberId;

/**
 * One connection's claim that its user is there.
 *
 * @param device names where the connection comes from, the same when it comes again
 * @param socket names the connection
 * @param client what kind of client it is, as others are shown; null where it does not say
 * @param attended whether somebody was at it when it began, as far as it knows
 */
public record Lease(
        MemberId user,
        String device,
        String socket,
        @Nullable String client,
        boolean attended) {}
