package parley.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import parley.entity.Decision;
import parley.ledger.LedgerEvent.ThresholdCrossed;
import parley.ledger.LedgerEvent.WindowClosed;

/**
 * The events of one decision as they come together, and the ledger as it would stand after them. Lives for one command.
 */
final class Changes {

    private final List<LedgerEvent> events = new ArrayList<>();
    private final Instant at;
    private LedgerState state;

    Changes(LedgerState state, Instant now) {
        this.state = state;
        this.at = now.isAfter(state.at()) ? now : state.at();
    }

    LedgerState state() {
        return state;
    }

    /** When it is decided: now, but never before the last event. */
    Instant at() {
        return at;
    }

    void add(LedgerEvent event) {
        events.add(event);
        state = Bookkeeping.apply(state, event);
    }

    /** Ends the account's window if it is past. */
    void closeWindow(AccountId id) {
        var standing = state.accounts().get(id);
        if (standing == null || !standing.window().endedBy(at)) {
            return;
        }
        var budget = standing.budget();
        var next = Window.of(budget.period(), budget.zone(), at);
        add(new WindowClosed(id, standing.window(), standing.balance(), next, at));
    }

    /** Tells of soft marks that the accounts have reached by now. */
    void tellMarks(List<AccountId> ids) {
        for (var id : ids) {
            var standing = state.accounts().get(id);
            if (standing != null && standing.reached() > standing.mark()) {
                var spent = standing.balance().spent();
                var limit = standing.budget().limit();
                add(new ThresholdCrossed(id, standing.reached(), spent, limit, standing.window(), at));
            }
        }
    }

    Decision<LedgerEvent, LedgerReply> reply(LedgerReply reply) {
        return Decision.store(events, reply);
    }
}
