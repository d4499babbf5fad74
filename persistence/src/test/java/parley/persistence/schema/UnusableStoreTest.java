package parley.persistence.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.persistence.postgres.PostgresServer;

/** The promise: a database that cannot be used says why, and what to do, before anything is served. */
@Tag("G9")
class UnusableStoreTest {

    @TempDir
    private Path directory = Path.of("");

    @Test
    void aDirectoryThatCannotBeWrittenToIsNamed() throws IOException {
        var file = Files.writeString(directory.resolve("file"), "not a directory");

        assertThatThrownBy(() -> Database.open(DatabaseSettings.embedded(file)))
                .isInstanceOf(UnusableStoreException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("write access");
    }

    @Test
    void aFileThatIsNoDatabaseIsNotTouched() throws IOException {
        var file = directory.resolve("parley.mv.db");
        Files.writeString(file, "anything but a database".repeat(1_000));

        assertThatThrownBy(() -> Database.open(DatabaseSettings.embedded(directory)))
                .isInstanceOf(UnusableStoreException.class)
                .hasMessageContaining("damaged")
                .hasMessageContaining("Restore a backup");

        assertThat(file).content().startsWith("anything but");
    }

    @Test
    void aServerThatIsNotThereIsNamedWithoutItsPassword() {
        var settings = DatabaseSettings.of("jdbc:postgresql://127.0.0.1:1/parley?password=hidden", "ada", "secret");

        assertThatThrownBy(() -> Database.open(settings))
                .isInstanceOf(UnusableStoreException.class)
                .hasMessageContaining("cannot be reached")
                .hasMessageContaining("127.0.0.1:1")
                .message()
                .doesNotContain("secret", "hidden");
    }

    @Test
    void aDatabaseThatDoesNotExistIsNamed() {
        var url = PostgresServer.get().newDatabase().replaceAll("test_\\d+", "missing");

        assertThatThrownBy(() -> Database.open(DatabaseSettings.of(url, PostgresServer.user(), "")))
                .isInstanceOf(UnusableStoreException.class)
                .hasMessageContaining("Check the user, the password and the database's name");
    }

    @Test
    void anotherKindOfDatabaseIsRefused() {
        assertThatThrownBy(() -> Database.open(DatabaseSettings.of("jdbc:mysql://host/db", "", "")))
                .isInstanceOf(UnusableStoreException.class)
                .hasMessageContaining("jdbc:postgresql:");
    }
}
