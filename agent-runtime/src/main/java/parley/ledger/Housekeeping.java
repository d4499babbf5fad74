package parley.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import parley.entity.Decision;
import parley.ledger.LedgerEvent.Concluded;
import parley.ledger.LedgerEvent.Forgotten;
import parley.ledger.LedgerEvent.Provisional;
import parley.ledger.LedgerReply.Done;
import parley.ledger.OpenCall.Stage;

/**
 * What time alone brings about: expired holds are booked, windows end, and what nobody can ask about any more is
 * forgotten.
 */
final class Housekeeping {

    /** Calls that one tick moves on; the next tick goes on with the rest. */
    static final int CALLS_PER_TICK = 1_000;

    private static final int FORGOTTEN_PER_TICK = 10_000;
    /** Longer than any call can be under way, so nobody asks again about one that ended before. */
    private static final Duration ALWAYS_REMEMBERED = Duration.ofHours(2);

    private final LedgerSettings settings;

    Housekeeping(LedgerSettings settings) {
        this.settings = settings;
    }

    Decision<LedgerEvent, LedgerReply> tick(Changes changes) {
        changes.state().accounts().keySet().forEach(changes::closeWindow);
        changes.state().calls().values().stream()
                .filter(call -> isDue(call, changes.at()))
                .limit(CALLS_PER_TICK)
                .forEach(call -> moveOn(changes, call));
        concludeSurplus(changes);
        forget(changes);
        return changes.reply(new Done());
    }

    /** Where too many calls wait for a correction, those that have waited longest wait no more. */
    private void concludeSurplus(Changes changes) {
        var calls = changes.state().calls();
        var surplus = Math.min(calls.size() - settings.remembersMost(), CALLS_PER_TICK);
        if (surplus <= 0) {
            return;
        }
        var old = changes.at().minus(ALWAYS_REMEMBERED);
        calls.values().stream()
                .filter(call -> call.stage() != Stage.HELD && call.since().isBefore(old))
                .sorted(Comparator.comparing(OpenCall::since))
                .limit(surplus)
                .forEach(call -> moveOn(changes, call));
    }

    private boolean isDue(OpenCall call, Instant at) {
        var due = switch (call.stage()) {
            case HELD -> call.expiresAt();
            case ESTIMATED -> call.since().plus(settings.suspenseLasts());
            case PROVISIONAL -> call.since().plus(settings.remembers());
        };
        return at.isAfter(due);
    }

    private static void moveOn(Changes changes, OpenCall call) {
        switch (call.stage()) {
            case HELD -> {
                changes.add(new Provisional(
                        call.id(),
                        call.charge(),
                        call.model(),
                        call.prices(),
                        call.held(),
                        call.reservedAt(),
                        changes.at()));
                changes.tellMarks(call.charge().accounts());
            }
            case ESTIMATED, PROVISIONAL ->
                changes.add(
                        new Concluded(call.id(), call.charge(), call.balance().suspense(), changes.at()));
        }
    }

    private void forget(Changes changes) {
        var state = changes.state();
        var calls = forgettable(state.ended(), changes.at());
        var cascades = forgettable(state.cascades(), changes.at());
        if (calls + cascades > 0) {
            changes.add(new Forgotten(calls, cascades, changes.at()));
        }
    }

    private long forgettable(Recent<?, ?> recent, Instant at) {
        var surplus = Math.min(recent.size() - settings.remembersMost(), FORGOTTEN_PER_TICK);
        var old = recent.putBefore(at.minus(settings.remembers()), FORGOTTEN_PER_TICK);
        var surplusAndNotNew = surplus <= 0 ? 0 : recent.putBefore(at.minus(ALWAYS_REMEMBERED), surplus);
        return Math.max(old, surplusAndNotNew);
    }
}
