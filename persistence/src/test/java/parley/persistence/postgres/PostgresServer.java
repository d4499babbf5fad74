package parley.persistence.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL on a free port, one for all tests of a JVM, each of which takes a database of its own. Found through {@code PG_BIN},
 * the {@code PATH} or where Debian puts it; where there is none, the tests that need it are skipped.
 */
public final class PostgresServer {

    private static final String USER = "parley";
    private static final long START_SECONDS = 60;
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable PostgresServer running;

    private final Path directory;
    private final int port;
    private final Process process;

    private PostgresServer(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /** The server, started if need be; skips the calling test where PostgreSQL is not installed. */
    public static synchronized PostgresServer get() {
        if (running != null) {
            return running;
        }
        var binaries = binaries();
        Assumptions.assumeTrue(binaries.isPresent(), "PostgreSQL is not installed: set PG_BIN to the directory of initdb");
        try {
            running = start(binaries.orElseThrow());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(running::stop));
        return running;
    }

    /** JDBC address of a new, empty database. */
    public String newDatabase() {
        var name = "test_" + DATABASES.incrementAndGet();
        try (var connection = DriverManager.getConnection(url("postgres"));
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return url(name);
    }

    public static String user() {
        return USER;
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + USER;
    }

    private static Optional<Path> binaries() {
        var candidates = new ArrayList<Path>();
        Optional.ofNullable(System.getenv("PG_BIN")).map(Path::of).ifPresent(candidates::add);
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of).forEach(candidates::add);
        var debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (var versions = Files.list(debian)) {
                versions.sorted(Comparator.reverseOrder()).map(version -> version.resolve("bin")).forEach(candidates::add);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return candidates.stream()
                .filter(directory -> Files.isExecutable(directory.resolve("initdb")))
                .findFirst();
    }

    private static PostgresServer start(Path binaries) throws IOException {
        var directory = Files.createTempDirectory("parley-postgres");
        if (isRoot()) {
            Files.setOwner(
                    directory,
                    directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
        }
        var data = directory.resolve("data").toString();
        var log = directory.resolve("log").toFile();
        var initialised = unprivileged(
                        binaries.resolve("initdb").toString(), "-D", data, "-U", USER,
                        "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        expect(initialised.onExit().join().exitValue() == 0, "initdb failed", directory);
        var port = freePort();
        var process = unprivileged(
                        binaries.resolve("postgres").toString(), "-D", data, "-p", Integer.toString(port),
                        "-h", "127.0.0.1", "-k", directory.toString(), "-c", "fsync=off", "-c", "max_connections=200")
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        var server = new PostgresServer(directory, port, process);
        server.awaitAnswer();
        return server;
    }

    /** PostgreSQL refuses to run as root. */
    private static ProcessBuilder unprivileged(String... command) {
        var full = new ArrayList<String>();
        if (isRoot()) {
            full.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        full.addAll(List.of(command));
        return new ProcessBuilder(full).directory(Path.of("/").toFile());
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer() throws IOException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < deadline && process.isAlive()) {
            try (var connection = DriverManager.getConnection(url("postgres"))) {
                expect(connection.isValid(1), "it does not answer", directory);
                return;
            } catch (SQLException notYet) {
                Thread.onSpinWait();
            }
        }
        expect(false, "it did not start", directory);
    }

    private static void expect(boolean fine, String complaint, Path directory) throws IOException {
        if (!fine) {
            throw new IOException("PostgreSQL: " + complaint + "\n" + Files.readString(directory.resolve("log")));
        }
    }

    private void stop() {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
            process.waitFor(10, TimeUnit.SECONDS);
            process.destroyForcibly();
            try (var files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
