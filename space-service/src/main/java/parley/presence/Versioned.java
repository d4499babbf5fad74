package parley.presence;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import parley.space.MemberId;

/**
 * A small table by member that readers follow by its version: what changed since any version can be told at any time,
 * so nothing is
 * queued for a slow reader.
 *
 * @param version one more with every change
 * @param entries by member; an entry without a value was removed
 */
public record Versioned<V>(long version, PMap<MemberId, Entry<V>> entries) {

    /**
     * A row of the table.
     *
     * @param changed the version that it was changed in
     * @param value null once removed
     */
    public record Entry<V>(long changed, @Nullable V value) {}

    /** A table without rows. */
    public static <V> Versioned<V> empty() {
        return new Versioned<>(0, HashTreePMap.empty());
    }

    public Versioned<V> set(MemberId member, V value) {
        return new Versioned<>(version + 1, entries.plus(member, new Entry<>(version + 1, value)));
    }

    /** The table without a row; the same table where there is none. */
    public Versioned<V> remove(MemberId member) {
        if (get(member).isEmpty()) {
            return this;
        }
        return new Versioned<>(version + 1, entries.plus(member, new Entry<>(version + 1, null)));
    }

    public Optional<V> get(MemberId member) {
        var entry = entries.get(member);
        return entry == null ? Optional.empty() : Optional.ofNullable(entry.value());
    }

    /** The rows changed after a version, each with its value if it still has one; all that are left after 0. */
    public Map<MemberId, Optional<V>> since(long base) {
        var changed = new HashMap<MemberId, Optional<V>>();
        entries.forEach((member, entry) -> {
            if (entry.changed() > base && (base > 0 || entry.value() != null)) {
                changed.put(member, Optional.ofNullable(entry.value()));
            }
        });
        return changed;
    }
}
