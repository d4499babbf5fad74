package parley.persistence.schema;

import parley.persistence.postgres.PostgresServer;

/** The promise of {@link JournalContract} on PostgreSQL. */
class PostgresJournalTest extends JournalContract {

    private final String url = PostgresServer.get().newDatabase();

    @Override
    DatabaseSettings settings() {
        return DatabaseSettings.of(url, PostgresServer.user(), "");
    }
}
