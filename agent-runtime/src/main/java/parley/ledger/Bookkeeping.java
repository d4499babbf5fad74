package parley.ledger;

import java.time.Instant;
import parley.ledger.LedgerEvent.BudgetRemoved;
import parley.ledger.LedgerEvent.BudgetSet;
import parley.ledger.LedgerEvent.Concluded;
import parley.ledger.LedgerEvent.Corrected;
import parley.ledger.LedgerEvent.Forgotten;
import parley.ledger.LedgerEvent.Overdraft;
import parley.ledger.LedgerEvent.Provisional;
import parley.ledger.LedgerEvent.Released;
import parley.ledger.LedgerEvent.Reserved;
import parley.ledger.LedgerEvent.Settled;
import parley.ledger.LedgerEvent.ThresholdCrossed;
import parley.ledger.LedgerEvent.WindowClosed;
import parley.ledger.OpenCall.Stage;
import parley.money.Usd;

/** What the ledger becomes by each event. Knows no settings, so that a journal means the same under all of them. */
final class Bookkeeping {

    private Bookkeeping() {}

    static LedgerState apply(LedgerState before, LedgerEvent event) {
        var state = before.stamped(event.at());
        return switch (event) {
            case BudgetSet set -> budgetSet(state, set);
            case BudgetRemoved removed -> state.withAccounts(state.accounts().minus(removed.account()));
            case WindowClosed closed -> windowClosed(state, closed);
            case ThresholdCrossed crossed ->
                state.standing(crossed.account())
                        .map(standing -> state.withAccount(standing.marked(crossed.mark())))
                        .orElse(state);
            case Reserved reserved -> state.withOpen(held(reserved));
            case Settled settled ->
                booked(state, settled.call(), settled.held(), settled.amount(), settled.exact(), state.at());
            case Corrected corrected ->
                booked(state, corrected.call(), corrected.held(), corrected.amount(), corrected.exact(), state.at());
            case Released released -> released(state, released);
            case Provisional provisional -> provisional(state, provisional);
            case Concluded concluded -> concluded(state, concluded);
            case Overdraft overdraft -> state.withOverdraft(state.overdraft().plus(overdraft.excess()));
            case Forgotten forgotten -> state.withoutOldest(forgotten.calls(), forgotten.cascades());
        };
    }

    /** A limit that is changed keeps what was spent; a new one starts with the calls that are not over. */
    private static LedgerState budgetSet(LedgerState state, BudgetSet set) {
        var known = state.accounts().get(set.account());
        var fresh = new AccountStanding(set.account(), set.budget(), set.window(), Balance.ZERO, 0);
        var balance = known == null ? openAt(state, fresh) : known.balance();
        var mark = known == null ? 0 : known.mark();
        var standing = fresh.with(balance);
        return state.withAccount(standing.marked(Math.min(mark, standing.reached())));
    }

    private static Balance openAt(LedgerState state, AccountStanding account) {
        return state.calls().values().stream()
                .filter(call -> call.charge().accounts().contains(account.account()))
                .filter(call -> account.counts(call.reservedAt()))
                .map(OpenCall::balance)
                .reduce(Balance.ZERO, Balance::plus);
    }

    private static LedgerState windowClosed(LedgerState state, WindowClosed closed) {
        return state.standing(closed.account())
                .map(standing -> state.withAccount(
                        new AccountStanding(standing.account(), standing.budget(), closed.next(), Balance.ZERO, 0)))
                .orElse(state);
    }

    private static OpenCall held(Reserved event) {
        return new OpenCall(
                event.call(),
                event.charge(),
                event.model(),
                event.prices(),
                event.held(),
                Stage.HELD,
                Balance.held(event.held()),
                event.at(),
                event.expiresAt(),
                event.at());
    }

    private static LedgerState booked(LedgerState state, CallId id, Usd held, Usd amount, boolean exact, Instant at) {
        var call = state.calls().get(id);
        if (call == null) {
            return state;
        }
        if (exact || amount.compareTo(held) >= 0) {
            return state.withEnded(call, Balance.spent(amount), exact);
        }
        return state.withOpen(call.to(Stage.ESTIMATED, Balance.estimated(amount, held.minus(amount)), at));
    }

    private static LedgerState released(LedgerState state, Released event) {
        var call = state.calls().get(event.call());
        return call == null ? state : state.withEnded(call, Balance.ZERO, true);
    }

    private static LedgerState provisional(LedgerState state, Provisional event) {
        var call = state.calls().get(event.call());
        return call == null
                ? state
                : state.withOpen(call.to(Stage.PROVISIONAL, Balance.spent(event.amount()), state.at()));
    }

    private static LedgerState concluded(LedgerState state, Concluded event) {
        var call = state.calls().get(event.call());
        return call == null
                ? state
                : state.withEnded(call, Balance.spent(call.balance().spent()), false);
    }
}
