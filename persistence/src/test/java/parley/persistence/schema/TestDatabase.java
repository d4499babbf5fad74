package parley.persistence.schema;

import java.nio.file.Path;
import parley.persistence.postgres.PostgresServer;

/** A new database of either kind for one test. */
public final class TestDatabase {

    private TestDatabase() {}

    /** Skips the test where PostgreSQL is wanted and not installed. */
    public static DatabaseSettings settings(Dialect dialect, Path directory) {
        return switch (dialect) {
            case H2 -> DatabaseSettings.embedded(directory);
            case POSTGRESQL -> DatabaseSettings.of(PostgresServer.get().newDatabase(), PostgresServer.user(), "");
        };
    }
}
