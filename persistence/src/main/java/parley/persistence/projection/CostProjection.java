package parley.persistence.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import parley.ledger.CallId;
import parley.ledger.LedgerEvent;
import parley.ledger.Usage;
import parley.money.Usd;

/** What calls have cost, one by one and in sums. */
final class CostProjection {

    private CostProjection() {}

    static Projection create() {
        return new EachEvent<>(
                "costs",
                "ledger",
                List.of("cost_call", "cost_quarter"),
                LedgerEvent.class,
                (connection, _, event) -> apply(connection, event));
    }

    private static void apply(Connection connection, LedgerEvent event) throws SQLException {
        switch (event) {
            case LedgerEvent.Reserved reserved -> CostRow.reserved(reserved).insert(connection);
            case LedgerEvent.Settled settled ->
                settle(connection, settled.call(), settled.usage(), settled.held(), settled.amount(), settled.exact());
            case LedgerEvent.Provisional provisional ->
                book(connection, provisional.call(), Usage.NONE, provisional.amount(), CostRow.PROVISIONAL, Usd.ZERO);
            case LedgerEvent.Corrected corrected ->
                settle(
                        connection,
                        corrected.call(),
                        corrected.usage(),
                        corrected.held(),
                        corrected.amount(),
                        corrected.exact());
            case LedgerEvent.Released released -> release(connection, released.call());
            case LedgerEvent.Concluded concluded -> conclude(connection, concluded.call());
            case LedgerEvent.BudgetSet _, LedgerEvent.BudgetRemoved _, LedgerEvent.WindowClosed _ -> {}
            case LedgerEvent.Overdraft _, LedgerEvent.ThresholdCrossed _, LedgerEvent.Forgotten _ -> {}
        }
    }

    /** Behind an estimate the rest of what was held is kept back. */
    private static void settle(Connection connection, CallId call, Usage usage, Usd held, Usd amount, boolean exact)
            throws SQLException {
        var suspense = exact || amount.compareTo(held) >= 0 ? Usd.ZERO : held.minus(amount);
        book(connection, call, usage, amount, exact ? CostRow.EXACT : CostRow.ESTIMATED, suspense);
    }

    private static void book(Connection connection, CallId call, Usage usage, Usd amount, String kind, Usd suspense)
            throws SQLException {
        var before = CostRow.read(connection, call);
        if (before.isEmpty()) {
            throw new IllegalStateException(call + " was booked and never reserved");
        }
        var after = before.get().booked(usage, amount, kind, suspense);
        after.update(connection);
        CostSums.replace(connection, before.get(), after);
    }

    private static void release(Connection connection, CallId call) throws SQLException {
        var row = CostRow.read(connection, call);
        if (row.isPresent()) {
            row.get().delete(connection);
        }
    }

    private static void conclude(Connection connection, CallId call) throws SQLException {
        var row = CostRow.read(connection, call);
        if (row.isPresent()) {
            var now = row.get();
            now.booked(now.usage(), now.cost(), now.kind(), Usd.ZERO).update(connection);
        }
    }
}
