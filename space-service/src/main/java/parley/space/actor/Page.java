package parley.space.actor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stretch of the log that was read back, encoded, for readers who are behind the ring. */
public final class Page {

    private final long from;
    private final List<Update> updates;
    private final Batches batches = new Batches();

    /** @param updates contiguous, beginning with {@code from}; may be empty */
    Page(long from, List<Update> updates) {
        this.from = from;
        this.updates = List.copyOf(updates);
    }

    /** The last update that it holds. */
    public long to() {
        return from + updates.size() - 1;
    }

    /** The frame after a place, up to {@code last} at most; null where the page does not hold it. */
    public @Nullable Batch after(long after, long last) {
        return batches.shared(this::update, after, Math.min(last, to()));
    }

    @Nullable
    Update update(long seq) {
        return seq < from || seq > to() ? null : updates.get((int) (seq - from));
    }

    /** The bytes of all its updates. */
    long size() {
        return sizeAfter(0);
    }

    /** The bytes of its updates after a place. */
    long sizeAfter(long after) {
        return updates.stream()
                .filter(update -> update.seq() > after)
                .mapToLong(Update::size)
                .sum();
    }
}
