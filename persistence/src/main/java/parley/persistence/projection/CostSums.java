package parley.persistence.projection;

import java.sql.Connection;
import java.sql.SQLException;
import parley.persistence.schema.Sql;

/** The table of sums, which always adds up to the table of calls. */
final class CostSums {

    private static final String BEGIN = """
            INSERT INTO cost_quarter (quarter, space, agent, payer, model,
            cost, calls, estimated, unpriced, tokens_in, tokens_out)
            VALUES (?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0)""";

    private static final String ADD = """
            UPDATE cost_quarter SET cost = cost + ?, calls = calls + ?, estimated = estimated + ?,
            unpriced = unpriced + ?, tokens_in = tokens_in + ?, tokens_out = tokens_out + ?
            WHERE quarter = ? AND space = ? AND agent = ? AND payer = ? AND model = ?""";

    /** Stands for the payer of what nobody's message caused. */
    private static final String NOBODY = "none";

    /** What a call adds to its sum. */
    private record Share(long cost, long calls, long estimated, long unpriced, long tokensIn, long tokensOut) {

        static final Share NOTHING = new Share(0, 0, 0, 0, 0, 0);

        static Share of(CostRow row) {
            if (!row.isBooked()) {
                return NOTHING;
            }
            var tokens = row.usage().tokens();
            return new Share(
                    row.cost().nano(),
                    1,
                    CostRow.EXACT.equals(row.kind()) ? 0 : 1,
                    row.unpriced() ? 1 : 0,
                    tokens.in(),
                    tokens.out());
        }

        Share minus(Share other) {
            return new Share(
                    cost - other.cost,
                    calls - other.calls,
                    estimated - other.estimated,
                    unpriced - other.unpriced,
                    tokensIn - other.tokensIn,
                    tokensOut - other.tokensOut);
        }
    }

    private CostSums() {}

    /** Counts the call as it is now instead of as it was. */
    static void replace(Connection connection, CostRow before, CostRow after) throws SQLException {
        var share = Share.of(after).minus(Share.of(before));
        var charge = after.charge();
        var key = new Object[] {
            Quarter.start(after.at()),
            charge.space(),
            charge.agent(),
            charge.user() == null ? NOBODY : charge.user(),
            after.model()
        };
        if (add(connection, share, key) == 0) {
            Sql.update(connection, BEGIN, key);
            add(connection, share, key);
        }
    }

    private static int add(Connection connection, Share share, Object... key) throws SQLException {
        return Sql.update(
                connection,
                ADD,
                share.cost(),
                share.calls(),
                share.estimated(),
                share.unpriced(),
                share.tokensIn(),
                share.tokensOut(),
                key[0],
                key[1],
                key[2],
                key[3],
                key[4]);
    }
}
