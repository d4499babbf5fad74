package parley.persistence.reader;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.ledger.CallId;
import parley.ledger.CostReport;
import parley.money.Usd;
import parley.persistence.projection.CostRow;
import parley.persistence.projection.Quarter;
import parley.persistence.schema.Database;
import parley.persistence.schema.Sql;

/**
 * What calls have cost, from the tables that follow the ledger's log. Whole quarters come from sums, the rest from
 * single calls.
 */
public final class ProjectedCosts implements CostReport {

    /** Calls in one answer, however many were asked for. */
    public static final int LIMIT_MAX = 10_000;

    /** Sums in one answer, before they are added up to days. */
    private static final int SUMS_MAX = 1_000_000;

    private static final String BOOKED = """
            FROM (
                SELECT quarter AS called_at, space, agent, payer, model,
                    cost, calls, estimated, unpriced, tokens_in, tokens_out
                FROM cost_quarter WHERE quarter >= ? AND quarter < ?
                UNION ALL
                SELECT called_at, space, agent, COALESCE(payer, 'none'), model,
                    cost, 1, CASE WHEN kind = 'exact' THEN 0 ELSE 1 END, CASE WHEN unpriced THEN 1 ELSE 0 END,
                    uncached_in + cache_read + cache_write, text_out + reasoning_out
                FROM cost_call
                WHERE kind <> 'held' AND (called_at >= ? AND called_at < ? OR called_at >= ? AND called_at < ?)
            ) booked
            """;

    /** One statement, so that an answer is of one moment: in two, a call booked in between would count twice. */
    private static final String SUMMARY = """
            SELECT SUM(cost) AS cost, SUM(calls) AS calls, SUM(estimated) AS estimated,
            SUM(unpriced) AS unpriced, SUM(tokens_in) AS tokens_in, SUM(tokens_out) AS tokens_out,
            (SELECT SUM(held) FROM cost_call WHERE kind = 'held') AS held,
            (SELECT SUM(suspense) FROM cost_call WHERE kind = 'estimated') AS suspense
            """ + BOOKED;

    private static final String CALLS = """
            SELECT * FROM cost_call
            WHERE kind <> 'held' AND called_at >= ? AND (called_at < ? OR called_at = ? AND call_id < ?)
            ORDER BY called_at DESC, call_id DESC LIMIT ?""";

    private static final String SPENT_IN = """
            SELECT agent, SUM(cost) AS cost FROM cost_quarter WHERE space = ? AND quarter >= ?
            GROUP BY agent ORDER BY cost DESC, agent""";

    private final Database database;

    public ProjectedCosts(Database database) {
        this.database = database;
    }

    @Override
    public CompletionStage<Summary> summary(Range range) {
        return database.submit(connection -> Sql.list(
                        connection,
                        SUMMARY,
                        row -> new Summary(
                                new Usd(row.getLong("cost")),
                                new Usd(row.getLong("held")),
                                new Usd(row.getLong("suspense")),
                                row.getLong("calls"),
                                row.getLong("estimated"),
                                row.getLong("unpriced"),
                                row.getLong("tokens_in"),
                                row.getLong("tokens_out")),
                        parts(range))
                .getFirst());
    }

    /** The whole quarters of a range, then what is left of it before and after them. */
    private static @Nullable Object[] parts(Range range) {
        var first = Quarter.notBefore(range.from());
        var last = Quarter.start(range.to());
        if (!first.isBefore(last)) {
            return new @Nullable Object[] {first, first, range.from(), range.to(), range.to(), range.to()};
        }
        return new @Nullable Object[] {first, last, range.from(), first, last, range.to()};
    }

    private record Bucket(LocalDate day, String key) {}

    private record Sum(Instant at, String key, long cost, long calls) {}

    @Override
    public CompletionStage<List<Bar>> series(Range range, ZoneId zone, Dimension by) {
        return database.submit(connection -> {
            var bars = new HashMap<Bucket, Bar>();
            for (var sum : sums(connection, range, by)) {
                var day = sum.at().atZone(zone).toLocalDate();
                var bar = new Bar(day, sum.key(), new Usd(sum.cost()), sum.calls());
                bars.merge(new Bucket(day, sum.key()), bar, ProjectedCosts::together);
            }
            return bars.values().stream()
                    .sorted(Comparator.comparing(Bar::day).thenComparing(Bar::key))
                    .toList();
        });
    }

    private static List<Sum> sums(Connection connection, Range range, Dimension by) throws SQLException {
        var key = switch (by) {
            case AGENT -> "agent";
            case MODEL -> "model";
            case SPACE -> "space";
            case USER -> "payer";
        };
        var parameters = new @Nullable Object[7];
        System.arraycopy(parts(range), 0, parameters, 0, 6);
        parameters[6] = SUMS_MAX;
        return Sql.list(
                connection,
                "SELECT called_at, " + key + ", SUM(cost) AS cost, SUM(calls) AS calls " + BOOKED
                        + "GROUP BY called_at, " + key + " ORDER BY called_at LIMIT ?",
                row -> new Sum(
                        row.getObject(1, OffsetDateTime.class).toInstant(),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4)),
                parameters);
    }

    private static Bar together(Bar one, Bar other) {
        return new Bar(one.day(), one.key(), one.spent().plus(other.spent()), one.calls() + other.calls());
    }

    @Override
    public CompletionStage<List<AgentCost>> spentIn(String space, Instant since) {
        return database.submit(connection -> Sql.list(
                connection,
                SPENT_IN,
                row -> new AgentCost(row.getString("agent"), new Usd(row.getLong("cost"))),
                space,
                since));
    }

    @Override
    public CompletionStage<List<Call>> calls(Range range, @Nullable CallId before, int limit) {
        return database.submit(connection -> {
            var end = before == null ? new Position(range.to(), "") : position(connection, before, range);
            return Sql.list(
                    connection,
                    CALLS,
                    row -> call(CostRow.of(row)),
                    range.from(),
                    end.at(),
                    end.at(),
                    end.call(),
                    Math.min(limit, LIMIT_MAX));
        });
    }

    private record Position(Instant at, String call) {}

    /** Where a page ended; the start of the range, so that nothing follows, where the call is not known. */
    private static Position position(Connection connection, CallId call, Range range) throws SQLException {
        return CostRow.read(connection, call)
                .map(row -> new Position(row.at(), call.value()))
                .orElse(new Position(range.from(), ""));
    }

    private static Call call(CostRow row) {
        return new Call(
                row.call(),
                row.at(),
                row.charge(),
                row.model(),
                row.usage(),
                row.priceVersion(),
                row.held(),
                row.cost(),
                row.kind());
    }
}
