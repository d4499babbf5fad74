package parley.gateway.rt;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import parley.space.actor.Subscriber.Ending;

/** How far a subscription may be read. Its hub says from another thread where it ends, before it shows what follows. */
final class Horizon {

    private volatile long last = Long.MAX_VALUE;
    private volatile @Nullable Ending why;

    /** Nothing after {@code lastSeq} may be read. */
    void end(long lastSeq, Ending ending) {
        why = ending;
        last = lastSeq;
    }

    /** Goes on from another hub. */
    void open() {
        why = null;
        last = Long.MAX_VALUE;
    }

    /** Why it ends for a reader who has got to {@code cursor}; null where there is more to read. */
    @Nullable
    Ending endedAt(long cursor) {
        return cursor >= last ? why : null;
    }

    /** Up to where may be read now. The head is looked at first: once it is past the end, the end has been said. */
    long reach(LongSupplier head) {
        return Math.min(head.getAsLong(), last);
    }
}
