package parley.persistence.projection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import parley.ledger.CallId;
import parley.ledger.Charge;
import parley.ledger.LedgerEvent.Reserved;
import parley.ledger.UnitPrices;
import parley.ledger.Usage;
import parley.money.Usd;
import parley.persistence.schema.Sql;

/**
 * A call in the table of calls.
 *
 * @param at when its hold was reserved
 * @param kind {@value #HELD} while under way, then how its cost is known
 * @param unpriced whether its model cost nothing without being said to be free
 */
public record CostRow(
        CallId call,
        Instant at,
        Charge charge,
        String model,
        Usage usage,
        String priceVersion,
        Usd held,
        Usd suspense,
        Usd cost,
        String kind,
        boolean unpriced) {

    static final String HELD = "held";
    static final String EXACT = "exact";
    static final String ESTIMATED = "estimated";
    static final String PROVISIONAL = "provisional";

    private static final String INSERT = """
            INSERT INTO cost_call (call_id, called_at, space, turn, agent, payer, root, cause, model,
            uncached_in, cache_read, cache_write, text_out, reasoning_out,
            price_version, held, suspense, cost, kind, unpriced)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String UPDATE = """
            UPDATE cost_call SET uncached_in = ?, cache_read = ?, cache_write = ?, text_out = ?, reasoning_out = ?,
            suspense = ?, cost = ?, kind = ? WHERE call_id = ? AND called_at = ?""";

    static CostRow reserved(Reserved event) {
        return new CostRow(
                event.call(),
                event.at(),
                event.charge(),
                event.model(),
                Usage.NONE,
                event.prices().version(),
                event.held(),
                Usd.ZERO,
                Usd.ZERO,
                HELD,
                unpriced(event.prices()));
    }

    private static boolean unpriced(UnitPrices prices) {
        return !prices.free()
                && prices.input().equals(Usd.ZERO)
                && prices.output().equals(Usd.ZERO);
    }

    CostRow booked(Usage newUsage, Usd newCost, String newKind, Usd newSuspense) {
        return new CostRow(
                call, at, charge, model, newUsage, priceVersion, held, newSuspense, newCost, newKind, unpriced);
    }

    /** Whether it counts in sums. */
    boolean isBooked() {
        return !HELD.equals(kind);
    }

    /** The row of a call; the latest where the name has come again. */
    public static Optional<CostRow> read(Connection connection, CallId call) throws SQLException {
        return Sql.first(
                connection,
                "SELECT * FROM cost_call WHERE call_id = ? ORDER BY called_at DESC LIMIT 1",
                CostRow::of,
                call.value());
    }

    /** Reads a row of {@code cost_call}. */
    public static CostRow of(ResultSet row) throws SQLException {
        return new CostRow(
                new CallId(row.getString("call_id")),
                Objects.requireNonNull(Sql.instant(row, "called_at")),
                new Charge(
                        row.getString("space"),
                        row.getString("turn"),
                        row.getString("agent"),
                        row.getString("payer"),
                        row.getString("root"),
                        row.getString("cause")),
                row.getString("model"),
                new Usage(
                        row.getLong("uncached_in"),
                        row.getLong("cache_read"),
                        row.getLong("cache_write"),
                        row.getLong("text_out"),
                        row.getLong("reasoning_out")),
                row.getString("price_version"),
                new Usd(row.getLong("held")),
                new Usd(row.getLong("suspense")),
                new Usd(row.getLong("cost")),
                row.getString("kind"),
                row.getBoolean("unpriced"));
    }

    void delete(Connection connection) throws SQLException {
        Sql.update(connection, "DELETE FROM cost_call WHERE call_id = ? AND called_at = ?", call.value(), at);
    }

    void insert(Connection connection) throws SQLException {
        Sql.update(
                connection,
                INSERT,
                call.value(),
                at,
                charge.space(),
                charge.turn(),
                charge.agent(),
                charge.user(),
                charge.root(),
                charge.trigger(),
                model,
                usage.uncachedIn(),
                usage.cacheRead(),
                usage.cacheWrite(),
                usage.textOut(),
                usage.reasoningOut(),
                priceVersion,
                held.nano(),
                suspense.nano(),
                cost.nano(),
                kind,
                unpriced);
    }

    void update(Connection connection) throws SQLException {
        Sql.update(
                connection,
                UPDATE,
                usage.uncachedIn(),
                usage.cacheRead(),
                usage.cacheWrite(),
                usage.textOut(),
                usage.reasoningOut(),
                suspense.nano(),
                cost.nano(),
                kind,
                call.value(),
                at);
    }
}
