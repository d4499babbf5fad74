package parley.persistence.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise: what an older version has stored is there, in the same order, after the database is brought up to date. */
class MigrationTest {

    private static final String OLD_EVENT = """
            INSERT INTO event_journal (ordering, persistence_id, sequence_number, writer, write_timestamp,
            adapter_manifest, event_payload, event_ser_id, event_ser_manifest)
            VALUES (?, ?, ?, 'writer', 0, '', X'01', 7100, 'message-deleted')""";

    private static final String NEW_EVENT =
            OLD_EVENT.replace("(ordering, ", "(").replace("(?, ?, ?,", "(?, ?,");

    @TempDir
    Path directory = Path.of("");

    @Test
    void aJournalKeepsItsEventsAndTheirNumbers() throws Exception {
        var settings = DatabaseSettings.embedded(directory);
        DurableFilePath.register();
        Flyway.configure()
                .dataSource(settings.fullUrl(), "", "")
                .locations(Dialect.H2.migrations())
                .target("3")
                .load()
                .migrate();
        try (var old = DriverManager.getConnection(settings.fullUrl())) {
            Sql.update(old, OLD_EVENT, 7L, "space|b", 1L);
            Sql.update(old, OLD_EVENT, 3L, "space|a", 1L);
        }

        try (var database = Database.open(settings)) {
            database.transact(connection -> Sql.update(connection, NEW_EVENT, "space|a", 2L));

            List<String> events = database.transact(connection -> Sql.list(
                    connection,
                    "SELECT persistence_id, sequence_number, ordering FROM event_journal ORDER BY ordering",
                    row -> row.getString(1) + " " + row.getLong(2) + " at " + row.getLong(3)));
            assertThat(events).containsExactly("space|a 1 at 3", "space|b 1 at 7", "space|a 2 at 8");
        }
    }
}
