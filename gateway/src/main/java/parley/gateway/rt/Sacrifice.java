package parley.gateway.rt;

import java.util.List;

/** What a client that lags is not told for now; each gives up those before it too. Events are never given up. */
enum Sacrifice {
    NOTHING,
    TYPING,
    PRESENCE,
    AGENTS,
    STREAMS;

    private static final List<Sacrifice> ALL = List.of(values());

    boolean spares(Sacrifice other) {
        return compareTo(other) < 0;
    }

    /** For a client that has not applied so much of what it may be sent ahead. */
    static Sacrifice at(int open, int max) {
        int last = ALL.size() - 1;
        return ALL.get(Math.clamp((long) open * last / max, 0, last));
    }
}
