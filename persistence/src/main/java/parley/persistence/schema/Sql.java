package parley.persistence.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements with parameters; a value never becomes part of a statement's text. Time is kept to the microsecond. */
public final class Sql {

    /** Says of a failure that a row with the same key is there already, on every database. */
    private static final String UNIQUE_VIOLATION = "23505";

    private Sql() {}

    /** Makes a thing of a row. */
    @FunctionalInterface
    public interface Row<T> {

        T of(ResultSet row) throws SQLException;
    }

    /** All rows of a query; the query says how many there may be. */
    public static <T> List<T> list(Connection connection, String query, Row<T> row, @Nullable Object... parameters)
            throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            set(statement, parameters);
            try (var rows = statement.executeQuery()) {
                var list = new ArrayList<T>();
                while (rows.next()) {
                    list.add(row.of(rows));
                }
                return list;
            }
        }
    }

    /** The first row of a query. */
    public static <T> Optional<T> first(Connection connection, String query, Row<T> row, @Nullable Object... parameters)
            throws SQLException {
        return list(connection, query, row, parameters).stream().findFirst();
    }

    /** How many rows a statement changed. */
    public static int update(Connection connection, String statement, @Nullable Object... parameters)
            throws SQLException {
        try (var prepared = connection.prepareStatement(statement)) {
            set(prepared, parameters);
            return prepared.executeUpdate();
        }
    }

    /** The same statement for many rows, in as few journeys to the database as it allows. */
    public static void batch(Connection connection, String statement, List<@Nullable Object[]> rows)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (var prepared = connection.prepareStatement(statement)) {
            for (var row : rows) {
                set(prepared, row);
                prepared.addBatch();
            }
            prepared.executeBatch();
        }
    }

    public static boolean isDuplicate(SQLException failure) {
        return UNIQUE_VIOLATION.equals(failure.getSQLState());
    }

    /** Says of a failure that what was to be stored does not fit; all else is the database's trouble and may pass. */
    public static boolean isRefusal(SQLException failure) {
        var state = failure.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static void set(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            var value = parameters[i];
            statement.setObject(i + 1, value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
        }
    }
}
