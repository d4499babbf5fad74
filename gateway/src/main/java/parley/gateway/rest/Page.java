package parley.gateway.rest;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param next what asks for the part after it, such as {@code after=zoe}; empty where this is the last
 */
record Page<T>(List<T> items, String next) {

    /** Entries of a page of which nobody says how long it is to be. */
    private static final int USUAL = 200;

    private static final int MOST = 500;

    /** The part of a list after the key in {@code ?after=}, in the order of the keys. */
    static <T> Page<T> of(List<T> all, Function<T, String> key, Call call) {
        var limit = call.limit(USUAL, MOST);
        var after = call.query("after");
        var rest = all.stream()
                .filter(item -> after.isEmpty() || key.apply(item).compareTo(after.get()) > 0)
                .sorted(Comparator.comparing(key))
                .limit(limit + 1L)
                .toList();
        if (rest.size() <= limit) {
            return new Page<>(rest, "");
        }
        var items = rest.subList(0, limit);
        return new Page<>(items, "after=" + key.apply(items.getLast()));
    }
}
