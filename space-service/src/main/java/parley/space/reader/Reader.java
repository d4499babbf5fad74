package parley.space.reader;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import parley.entity.EntityState;
import parley.space.SpaceId;

/**
 * What one person has read, and when they were last seen to do something.
 *
 * @param readUpTo the sequence number of the last event read, by space
 * @param lastSeen null where nothing is known
 */
public record Reader(
        long seq, PMap<SpaceId, Long> readUpTo, @Nullable Instant lastSeen) implements EntityState {

    /** How many spaces one person's markers are kept of. */
    public static final int SPACES_MAX = 10_000;

    /** Somebody who has read nothing. */
    public static Reader initial() {
        return new Reader(0, HashTreePMap.empty(), null);
    }

    /** The sequence number of the last event read; 0 where none was. */
    public long readUpTo(SpaceId space) {
        return readUpTo.getOrDefault(space, 0L);
    }

    /** Whether the person is known to have done something at that time or later. */
    boolean seenSince(Instant at) {
        return lastSeen != null && !lastSeen.isBefore(at);
    }

    Reader seen(Instant at) {
        return new Reader(seq + 1, readUpTo, seenSince(at) ? lastSeen : at);
    }

    Reader read(SpaceId space, long upTo) {
        return new Reader(seq, readUpTo.plus(space, Math.max(upTo, readUpTo(space))), lastSeen);
    }
}
