package parley.space.reader;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import parley.entity.EntityState;
import parley.space.SpaceId;

/**
 * What one person has read, is about to say and does not want to be called for: the same on all their devices. And when they were last
 * seen to do something.
 *
 * @param revision one more each time something is marked unread
 * @param markers how far each space is read
 * @param drafts what is written but not sent, by space
 * @param lastSeen null where nothing is known
 */
public record Reader(
        long seq,
        long revision,
        PMap<SpaceId, Marker> markers,
        PMap<SpaceId, String> drafts,
        PSet<SpaceId> muted,
        @Nullable Instant lastSeen)
        implements EntityState {

    /** How many spaces one person's markers are kept of, and how many may be muted. */
    public static final int SPACES_MAX = 10_000;

    public static final int DRAFTS_MAX = 50;

    /**
     * How far a space is read.
     *
     * @param upTo the sequence number of the last event read; 0 where none is
     * @param revision of the person's log when the space was last marked unread; 0 where it never was
     */
    public record Marker(long upTo, long revision) {

        static final Marker NONE = new Marker(0, 0);
    }

    /** Somebody who has read nothing. */
    public static Reader initial() {
        return new Reader(0, 0, HashTreePMap.empty(), HashTreePMap.empty(), HashTreePSet.empty(), null);
    }

    public Marker marker(SpaceId space) {
        return markers.getOrDefault(space, Marker.NONE);
    }

    /** Whether the person is known to have done something at that time or later. */
    boolean seenSince(Instant at) {
        return lastSeen != null && !lastSeen.isBefore(at);
    }

    /** After one event more, at which the person was seen. */
    Reader seen(Instant at) {
        return new Reader(seq + 1, revision, markers, drafts, muted, seenSince(at) ? lastSeen : at);
    }

    Reader with(SpaceId space, Marker marker) {
        return new Reader(
                seq, Math.max(revision, marker.revision()), markers.plus(space, marker), drafts, muted, lastSeen);
    }

    Reader withDrafts(PMap<SpaceId, String> others) {
        return new Reader(seq, revision, markers, others, muted, lastSeen);
    }

    Reader withMuted(PSet<SpaceId> others) {
        return new Reader(seq, revision, markers, drafts, others, lastSeen);
    }
}
