package parley.ledger;

import java.time.Instant;
import parley.entity.Decider;
import parley.entity.Decision;
import parley.ledger.LedgerCommand.Release;
import parley.ledger.LedgerCommand.RemoveBudget;
import parley.ledger.LedgerCommand.Reserve;
import parley.ledger.LedgerCommand.SetBudget;
import parley.ledger.LedgerCommand.Settle;
import parley.ledger.LedgerCommand.Tick;

/**
 * The rules of the ledger. A call is made only against a hold on its worst case that every limit of its charge covers,
 * so what is spent never exceeds a limit; a hold ends by what the call has cost, and an unsettled one is booked in
 * full, never released.
 */
public final class LedgerRules implements Decider<LedgerState, LedgerCommand, LedgerEvent, LedgerReply> {

    private final Grants grants;
    private final Settlements settlements = new Settlements();
    private final Budgets budgets = new Budgets();
    private final Housekeeping housekeeping;

    public LedgerRules(LedgerSettings settings) {
        grants = new Grants(settings);
        housekeeping = new Housekeeping(settings);
    }

    @Override
    public LedgerState initial() {
        return LedgerState.EMPTY;
    }

    @Override
    public Decision<LedgerEvent, LedgerReply> decide(LedgerState state, LedgerCommand command, Instant now) {
        var changes = new Changes(state, now);
        return switch (command) {
            case Reserve reserve -> grants.reserve(changes, reserve);
            case Settle settle -> settlements.settle(changes, settle);
            case Release release -> settlements.release(changes, release);
            case SetBudget set -> budgets.set(changes, set);
            case RemoveBudget remove -> budgets.remove(changes, remove);
            case Tick _ -> housekeeping.tick(changes);
        };
    }

    @Override
    public LedgerState evolve(LedgerState state, LedgerEvent event) {
        return Bookkeeping.apply(state, event);
    }
}
