package parley.space.reader;

import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import parley.entity.EntityState;
import parley.space.SpaceId;

/**
 * What one person has read.
 *
 * @param readUpTo the sequence number of the last event read, by space
 */
public record Reader(long seq, PMap<SpaceId, Long> readUpTo) implements EntityState {

    /** How many spaces one person's markers are kept of. */
    public static final int SPACES_MAX = 10_000;

    /** Somebody who has read nothing. */
    public static Reader initial() {
        return new Reader(0, HashTreePMap.empty());
    }

    /** The sequence number of the last event read; 0 where none was. */
    public long readUpTo(SpaceId space) {
        return readUpTo.getOrDefault(space, 0L);
    }
}
