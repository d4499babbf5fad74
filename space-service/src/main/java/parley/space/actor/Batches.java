package parley.space.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongFunction;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Joins updates into frames, and remembers the last few, since most readers want the same one. Safe for use by several
 * threads.
 */
final class Batches {

    private static final int REMEMBERED = 8;

    private final AtomicReferenceArray<@Nullable Batch> recent = new AtomicReferenceArray<>(REMEMBERED);

    /**
     * The frame that begins after {@code after} and does not go beyond {@code last}; null where its first update is
     * gone.
     */
    @Nullable
    Batch shared(LongFunction<@Nullable Update> updates, long after, long last) {
        int slot = (int) ((after + 1) % REMEMBERED);
        var known = recent.get(slot);
        if (known != null && known.serves(after + 1, last)) {
            return known;
        }
        var joined = join(updates, after, last);
        recent.set(slot, joined);
        return joined;
    }

    /** The same frame, joined for one reader alone. */
    static @Nullable Batch join(LongFunction<@Nullable Update> updates, long after, long last) {
        var chosen = choose(updates, after, last);
        if (chosen.isEmpty()) {
            return null;
        }
        int size = chosen.size() - 1 + chosen.stream().mapToInt(Update::size).sum();
        var bytes = new byte[size];
        int at = 0;
        for (var update : chosen) {
            if (at > 0) {
                bytes[at++] = '\n';
            }
            at = update.copyTo(bytes, at);
        }
        return new Batch(after + 1, chosen.getLast().seq(), last, ByteString.fromArrayUnsafe(bytes));
    }

    private static List<Update> choose(LongFunction<@Nullable Update> updates, long after, long last) {
        var chosen = new ArrayList<Update>();
        int size = 0;
        for (long seq = after + 1; seq <= last && chosen.size() < Batch.UPDATES_MAX; seq++) {
            var update = updates.apply(seq);
            if (update == null || (size > 0 && size + 1 + update.size() > Batch.BYTES_MAX)) {
                break;
            }
            size += update.size() + 1;
            chosen.add(update);
        }
        return chosen;
    }
}
