package parley.space.actor;

import org.apache.pekko.util.ByteString;

/**
 * Consecutive updates joined by line feeds into one frame.
 *
 * @param last how far the updates reached when it was joined; where {@code to} is less the frame is full
 * @param text the updates, in UTF-8; shared by all who send them
 */
public record Batch(long from, long to, long last, ByteString text) {

    /** Updates in a frame at most. */
    public static final int UPDATES_MAX = 64;

    /** Bytes in a frame at most, unless a single update is larger. */
    public static final int BYTES_MAX = 64 * 1024;

    boolean serves(long wantedFrom, long wantedLast) {
        return from == wantedFrom && (last == wantedLast || (to < last && to <= wantedLast));
    }
}
