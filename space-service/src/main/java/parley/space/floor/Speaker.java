package parley.space.floor;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What the floor remembers of an agent.
 *
 * @param lastTurn when it was last granted a turn; null before the first
 * @param wakes when it was woken, the last {@value #WAKES_MAX} times, oldest first
 * @param prints of its last {@value #PRINTS_MAX} messages, oldest first
 */
public record Speaker(@Nullable Instant lastTurn, PVector<Instant> wakes, PVector<Long> prints) {

    /** How often an agent may be woken within {@link #WAKES_WINDOW}. */
    public static final int WAKES_MAX = 6;

    public static final Duration WAKES_WINDOW = Duration.ofHours(1);

    static final int PRINTS_MAX = 3;

    static final Speaker SILENT = new Speaker(null, TreePVector.empty(), TreePVector.empty());

    /** Whether it may be woken once more. */
    public boolean canWake(Instant now) {
        return wakes.size() < WAKES_MAX || !wakes.getFirst().plus(WAKES_WINDOW).isAfter(now);
    }

    Speaker granted(Instant at) {
        return new Speaker(at, wakes, prints);
    }

    Speaker woken(Instant at) {
        return new Speaker(lastTurn, lastOf(wakes.plus(at), WAKES_MAX), prints);
    }

    Speaker said(long print) {
        return new Speaker(lastTurn, wakes, lastOf(prints.plus(print), PRINTS_MAX));
    }

    boolean repeats(long print) {
        return prints.stream().anyMatch(earlier -> SimHash.alike(earlier, print));
    }

    private static <T> PVector<T> lastOf(PVector<T> all, int max) {
        return all.size() <= max ? all : all.minus(0);
    }
}
