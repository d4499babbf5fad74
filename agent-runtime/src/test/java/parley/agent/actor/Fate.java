package parley.agent.actor;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import parley.entity.Outcome;

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

    /** That of a process which is never killed. */
    static Fate spared() {
        return new Fate(Set.of());
    }

    Fate(Set<Integer> deaths) {
        this.deaths = deaths;
    }

    /** A point where the process may die. */
    void point() {
        if (deaths.contains(++points)) {
            throw new Killed();
        }
    }

    /** Does what reaches beyond the process, which may die just before it and just after it. */
    <R> CompletionStage<Outcome<R>> around(Supplier<R> effect) {
        point();
        var result = effect.get();
        point();
        return CompletableFuture.completedFuture(new Outcome.Answered<>(result));
    }

    int points() {
        return points;
    }
}
