package parley.client;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a client knows about its place in a space.
 *
 * @param begun false while it waits for the state
 * @param cursor the last place that it has applied
 * @param held what came ahead of a gap, by its first place
 * @param pulledTo the end of the stretch that it has asked for; 0 where it waits for none
 * @param pauses how often it has set itself a pause
 * @param duplicates what came once more
 */
public record Follower(
        String epoch,
        boolean begun,
        long cursor,
        SortedMap<Long, Heard.Piece> held,
        long pulledTo,
        Duration delay,
        int pauses,
        long duplicates) {

    /** How long an answer may take before it is asked for again. */
    public static final Duration DELAY_MIN = Duration.ofSeconds(1);

    static final Duration DELAY_MAX = Duration.ofSeconds(30);

    private static final SortedMap<Long, Heard.Piece> NONE = Collections.emptySortedMap();

    /** A client that has nothing yet. */
    public static Follower nothing() {
        return new Follower("", false, 0, NONE, 0, DELAY_MIN, 0, 0);
    }

    Follower at(String newEpoch, long place) {
        return new Follower(newEpoch, true, place, NONE, 0, DELAY_MIN, pauses, duplicates);
    }

    Follower forgotten() {
        return new Follower(epoch, false, 0, NONE, 0, DELAY_MIN, pauses, duplicates);
    }

    /** With one piece applied: what was asked for has come, or is on its way. */
    Follower applied(Heard.Piece piece) {
        long left = piece.to() >= pulledTo ? 0 : pulledTo;
        return new Follower(epoch, true, piece.to(), held, left, DELAY_MIN, pauses, duplicates);
    }

    Follower holding(Heard.Piece piece) {
        var more = new TreeMap<>(held);
        more.put(piece.from(), piece);
        return holding(more);
    }

    Follower holding(SortedMap<Long, Heard.Piece> others) {
        return new Follower(epoch, begun, cursor, others, pulledTo, delay, pauses, duplicates);
    }

    Follower repeated() {
        return new Follower(epoch, begun, cursor, held, pulledTo, delay, pauses, duplicates + 1);
    }

    /** It waits for the stretch up to {@code to}, 0 for the state or for nothing; the next wait is twice as long. */
    Follower waitingFor(long to) {
        var twice = delay.multipliedBy(2);
        var next = twice.compareTo(DELAY_MAX) < 0 ? twice : DELAY_MAX;
        return new Follower(epoch, begun, cursor, held, to, next, pauses + 1, duplicates);
    }

    Follower waitingForNothing() {
        return new Follower(epoch, begun, cursor, held, 0, delay, pauses, duplicates);
    }

    /** Where what is missing ends, as far as what is held tells. */
    long missingTo() {
        return held.isEmpty() ? cursor : held.firstKey() - 1;
    }
}
