package parley.gateway.rt;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.space.actor.Batch;

/** A frame that is being filled with lines. */
final class Parcel {

    private final List<byte[]> lines = new ArrayList<>();
    private int size;

    /** False where the line does not fit any more; an empty frame takes any line. */
    boolean add(byte[] line) {
        if (!lines.isEmpty() && (lines.size() >= Batch.UPDATES_MAX || size + 1 + line.length > Batch.BYTES_MAX)) {
            return false;
        }
        size += line.length + 1;
        lines.add(line);
        return true;
    }

    /** The frame; null where nothing is in it. */
    @Nullable
    ByteString frame() {
        return lines.isEmpty() ? null : Lines.join(lines);
    }
}
