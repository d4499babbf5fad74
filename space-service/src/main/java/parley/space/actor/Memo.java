package parley.space.actor;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The last few encodings that many readers of a space want at the same moment. Safe for use by several threads. */
public final class Memo {

    private static final int REMEMBERED = 16;

    private final AtomicReferenceArray<@Nullable Entry> recent = new AtomicReferenceArray<>(REMEMBERED);

    private record Entry(Object key, Object value) {}

    /** What was made for {@code key}, or makes it. The key names the kind of value too. */
    @SuppressWarnings("unchecked") // a key always goes with the same type of value
    public <V> V get(Object key, Supplier<V> make) {
        int slot = Math.floorMod(key.hashCode(), REMEMBERED);
        var known = recent.get(slot);
        if (known != null && known.key().equals(key)) {
            return (V) known.value();
        }
        V made = make.get();
        recent.set(slot, new Entry(key, made));
        return made;
    }
}
