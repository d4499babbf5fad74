package parley.system;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.LongStream;
import parley.persistence.postgres.PostgresServer;

/** Histories on a PostgreSQL that throws its clients out now and then. */
class HistoryOnPostgresIT extends HistoryContract {

    private static final String THROW_OUT =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()";

    private final String database = PostgresServer.get().newDatabase();

    @Override
    Map<String, String> store() {
        return Map.of("PARLEY_DB_URL", database, "PARLEY_DB_USER", PostgresServer.user());
    }

    @Override
    void breakStore(Product product) throws SQLException {
        try (var connection = DriverManager.getConnection(database, PostgresServer.user(), "");
                var statement = connection.createStatement()) {
            statement.execute(THROW_OUT);
        }
    }

    @Override
    LongStream seeds() {
        return half(1);
    }
}
