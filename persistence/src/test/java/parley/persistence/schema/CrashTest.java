package parley.persistence.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The promise: a process that is killed at any moment has lost nothing that the embedded database acknowledged. */
@Tag("W18")
@Tag("W19")
class CrashTest {

    private static final int KILLS = 3;

    /** Long enough for room in the file to be used again, after which a commit is harder to find than before. */
    private static final Duration ALIVE = Duration.ofSeconds(3);

    private static final int O_DSYNC = 0x1000;

    @TempDir
    private Path directory = Path.of("");

    /** Commits rows for ever and says so after each. */
    static final class Writer {

        private Writer() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) throws SQLException {
            try (var database = Database.open(DatabaseSettings.embedded(Path.of(arguments[0])))) {
                database.transact(connection ->
                        Sql.update(connection, "CREATE TABLE IF NOT EXISTS written (number BIGINT PRIMARY KEY)"));
                for (var number = Long.parseLong(arguments[1]); ; number++) {
                    var row = number;
                    database.transact(
                            connection -> Sql.update(connection, "INSERT INTO written (number) VALUES (?)", row));
                    System.out.println(row);
                }
            }
        }
    }

    private Process writer(long from) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        directory.toString(),
                        Long.toString(from))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void whatWasAcknowledgedSurvivesKills() throws Exception {
        var next = 1L;
        for (int kill = 1; kill <= KILLS; kill++) {
            var process = writer(next);
            try (var output = process.inputReader()) {
                var acknowledged = killed(process, output);

                var written = written();

                assertThat(written).as("rows of %d acknowledged", acknowledged).isGreaterThanOrEqualTo(acknowledged);
                next = written + 1;
            }
        }
    }

    /** The last number that the process said before it was killed. */
    private static long killed(Process process, BufferedReader output) throws Exception {
        var last = output.readLine();
        var until = System.nanoTime() + ALIVE.toNanos();
        for (var line = last; line != null; line = output.readLine()) {
            last = line;
            if (System.nanoTime() > until && process.isAlive()) {
                process.toHandle().destroyForcibly();
            }
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(last).as("the process wrote").isNotNull();
        return Long.parseLong(last.strip());
    }

    /** How many rows there are; they are numbered without a gap. */
    private long written() throws SQLException {
        try (var database = Database.open(DatabaseSettings.embedded(directory))) {
            return database.transact(connection -> {
                var rows = Sql.list(
                        connection,
                        "SELECT COUNT(*), MAX(number) FROM written",
                        row -> row.getLong(1) - row.getLong(2));
                assertThat(rows).containsExactly(0L);
                return Sql.list(connection, "SELECT COUNT(*) FROM written", row -> row.getLong(1))
                        .getFirst();
            });
        }
    }

    /** Linux tells with which flags a file is open. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void everyWriteToTheFileIsOnTheDiskBeforeItReturns() throws Exception {
        try (var database = Database.open(DatabaseSettings.embedded(directory));
                var open = Files.list(Path.of("/proc/self/fd"))) {
            assertThat(database.dialect()).isEqualTo(Dialect.H2);

            var flags = open.filter(CrashTest::isDatabase).map(CrashTest::flags).toList();

            assertThat(flags).isNotEmpty().allMatch(flag -> (flag & O_DSYNC) != 0);
        }
    }

    private static boolean isDatabase(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).endsWith("parley.mv.db");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private static int flags(Path descriptor) {
        try (var lines = Files.lines(Path.of("/proc/self/fdinfo").resolve(descriptor.getFileName()))) {
            return lines.filter(line -> line.startsWith("flags:"))
                    .mapToInt(line ->
                            Integer.parseInt(line.substring("flags:".length()).strip(), 8))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    @Tag("G9")
    void asLongAsOneProcessHasTheDatabaseAnotherIsRefused() throws Exception {
        var process = writer(1);
        try (var output = process.inputReader()) {
            assertThat(output.readLine()).as("the process wrote").isNotNull();

            assertThatThrownBy(() -> Database.open(DatabaseSettings.embedded(directory)))
                    .isInstanceOf(UnusableStoreException.class)
                    .hasMessageContaining("in use by another process");
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
