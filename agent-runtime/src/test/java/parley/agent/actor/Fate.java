package parley.agent.actor;

import java.util.Set;

/** Decides at which points of its work a process is killed. */
final class Fate {

    /** Ends everything at once, as {@code kill -9} does. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private final Set<Integer> deaths;
    private int points;

    Fate(Set<Integer> deaths) {
        this.deaths = deaths;
    }

    /** A point where the process may die. */
    void point() {
        if (deaths.contains(++points)) {
            throw new Killed();
        }
    }

    int points() {
        return points;
    }
}
