package parley.persistence.projection;

import java.time.Duration;
import java.time.Instant;

/**
 * A quarter of an hour: what costs are summed by, as it is the largest span that ends with the day in every time zone.
 */
public final class Quarter {

    private static final long SECONDS = Duration.ofMinutes(15).toSeconds();

    private Quarter() {}

    /** When the quarter began that a time lies in. */
    public static Instant start(Instant at) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), SECONDS) * SECONDS);
    }

    /** The first start of a quarter that is not before a time. */
    public static Instant notBefore(Instant at) {
        var start = start(at);
        return start.equals(at) ? start : start.plusSeconds(SECONDS);
    }
}
