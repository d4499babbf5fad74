package parley.ledger.actor;

import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import parley.ledger.Ledger;
import parley.ledger.LedgerCommand.Tick;

/**
 * Tells the ledger now and then that time has passed, from the start on: holds that expired while nothing ran are
 * booked at once. Every node has one; a tick that changes nothing stores nothing.
 */
final class LedgerClock {

    /** Time has passed. */
    private enum Passed {
        TIME
    }

    private LedgerClock() {}

    static Behavior<?> create(Ledger ledger, Duration every) {
        return Behaviors.<Passed>withTimers(timers -> {
            timers.startTimerWithFixedDelay(Passed.TIME, Passed.TIME, Duration.ZERO, every);
            return Behaviors.receiveMessage(_ -> {
                var _ = ledger.ask(new Tick());
                return Behaviors.same();
            });
        });
    }
}
