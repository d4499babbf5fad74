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
    /** Half of the clients do nothing for a while. */
    CLIENTS_FROZEN,
    /** The server does nothing for a while. */
    SERVER_FROZEN,
    /** The store fails for a moment. */
    BROKEN_STORE,
    /** The server dies and is started again. */
    KILLED,
    /** Any of them, one after the other. */
    ANY;

    private static final List<Fault> SINGLE =
            List.of(NONE, DROPPED, STALLED, CLIENTS_FROZEN, SERVER_FROZEN, BROKEN_STORE, KILLED);
    private static final int KILLED_AT = 2;

    /** The fault of one in a row of histories: each kind comes round. */
    static Fault of(long number) {
        return values()[(int) (number % values().length)];
    }

    /** What happens at one of the moments at which something may. */
    Fault at(int moment, Random random) {
        return switch (this) {
            case ANY -> SINGLE.get(random.nextInt(SINGLE.size()));
            case KILLED -> moment == KILLED_AT ? KILLED : NONE;
            case NONE, DROPPED, STALLED, CLIENTS_FROZEN, SERVER_FROZEN, BROKEN_STORE -> this;
        };
    }
}
