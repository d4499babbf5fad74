package parley.gateway.rest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times on the wire: milliseconds since 1970 in UTC. */
final class Times {
    private Times() {}

    static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }
}
