package parley.system;

import java.util.List;
import java.util.Random;

/** What goes wrong while a history is made. */
enum Fault {
    NONE,
    /** Connections are cut. */
    DROPPED,
    /** Some clients read nothing for a while. */
    STALLED,
    /** The server does nothing for a while. */
    FROZEN,
    /** The store fails for a moment. */
    BROKEN_STORE,
    /** The server dies and is started again. */
    KILLED;

    private static final int KILLED_EVERY = 8;
    private static final List<Fault> USUAL = List.of(DROPPED, STALLED, FROZEN, BROKEN_STORE, NONE);

    /** The fault of a seed: each kind comes round, the slow one seldom. */
    static Fault of(long seed) {
        return seed % KILLED_EVERY == 0 ? KILLED : USUAL.get(new Random(seed).nextInt(USUAL.size()));
    }
}
