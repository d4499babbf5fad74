package parley.persistence.schema;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The promise of {@link JournalContract} on the embedded database. */
class H2JournalTest extends JournalContract {

    @TempDir
    Path directory = Path.of("");

    @Override
    DatabaseSettings settings() {
        return DatabaseSettings.embedded(directory);
    }
}
