package parley.ledger;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/**
 * An immutable map that knows which of its entries was put longest ago, so that it can be kept small.
 *
 * @param entries by key
 * @param order keys by rank, longest ago first
 */
public record Recent<K, V>(PMap<K, Entry<V>> entries, PSortedMap<Long, K> order) {

    /**
     * A value and when it was put.
     *
     * @param rank rises with every put
     */
    public record Entry<V>(V value, long rank, Instant at) {}

    public static <K, V> Recent<K, V> empty() {
        return new Recent<>(HashTreePMap.empty(), TreePMap.empty());
    }

    public @Nullable V get(K key) {
        var entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    public int size() {
        return entries.size();
    }

    /** Puts the value last; {@code rank} is higher than every rank before. */
    public Recent<K, V> put(K key, V value, long rank, Instant at) {
        return new Recent<>(
                entries.plus(key, new Entry<>(value, rank, at)),
                without(key).order.plus(rank, key));
    }

    /** Without the {@code count} entries that were put longest ago. */
    public Recent<K, V> withoutOldest(long count) {
        var rest = this;
        for (long dropped = 0; dropped < count && !rest.order.isEmpty(); dropped++) {
            rest = rest.without(rest.order.firstEntry().getValue());
        }
        return rest;
    }

    /** How many entries were put before that time, counted from the oldest and no further than {@code most}. */
    public long putBefore(Instant time, long most) {
        return order.values().stream()
                .limit(most)
                .takeWhile(key -> putAt(key).filter(at -> at.isBefore(time)).isPresent())
                .count();
    }

    private Optional<Instant> putAt(K key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::at);
    }

    private Recent<K, V> without(K key) {
        var entry = entries.get(key);
        return entry == null ? this : new Recent<>(entries.minus(key), order.minus(entry.rank()));
    }
}
