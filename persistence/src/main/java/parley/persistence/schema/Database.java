package parley.persistence.schema;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** The database, up to date: a bounded pool of connections with one thread for each. */
public final class Database implements AutoCloseable {

    /** Work that may wait for a connection; more is refused, so that a slow database cannot fill the memory. */
    static final int WAITING_MAX = 2_000;

    /** Said to the pool, which would else ask its first connection: where that one breaks, it would get no other right. */
    private static final String ISOLATION = "TRANSACTION_READ_COMMITTED";

    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Dialect dialect;
    private final HikariDataSource pool;
    private final ExecutorService threads;

    private Database(Dialect dialect, HikariDataSource pool, ExecutorService threads) {
        this.dialect = dialect;
        this.pool = pool;
        this.threads = threads;
    }

    /** Work on a connection; what it throws, fails the work and undoes what it had changed. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {

        T on(Connection connection) throws SQLException;
    }

    /** Opens the database and migrates it; throws {@link UnusableStoreException} where it cannot be used. */
    public static Database open(DatabaseSettings settings) {
        DurableFilePath.register();
        // kept until the pool has its own, as an embedded database without a connection is closed, and read again for
        // the next
        try (var _ = Openable.connect(settings)) {
            return new Database(settings.dialect(), migrated(settings), threads(settings.readerConnections()));
        } catch (SQLException failure) {
            throw new UnusableStoreException(
                    "The database " + settings + " broke off: " + failure.getMessage(), failure);
        }
    }

    private static HikariDataSource migrated(DatabaseSettings settings) {
        var pool = new HikariDataSource(configuration(settings));
        try {
            migrate(settings, pool);
            return pool;
        } catch (RuntimeException failure) {
            pool.close();
            throw failure;
        }
    }

    private static HikariConfig configuration(DatabaseSettings settings) {
        var configuration = new HikariConfig();
        configuration.setPoolName("parley-readers");
        configuration.setDriverClassName(settings.dialect().driver());
        configuration.setJdbcUrl(settings.fullUrl());
        configuration.setUsername(settings.user());
        configuration.setPassword(settings.password());
        configuration.setMaximumPoolSize(settings.readerConnections());
        configuration.setMinimumIdle(1);
        configuration.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        configuration.setAutoCommit(false);
        configuration.setTransactionIsolation(ISOLATION);
        return configuration;
    }

    private static void migrate(DatabaseSettings settings, HikariDataSource pool) {
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(pool)
                    .locations(settings.dialect().migrations())
                    .load()
                    .migrate();
        } catch (FlywayException failure) {
            throw new UnusableStoreException(
                    "The database " + settings + " could not be brought up to date: " + failure.getMessage()
                            + " Start the version that last used it, or restore a backup.",
                    failure);
        }
    }

    private static ExecutorService threads(int count) {
        var waiting = new ArrayBlockingQueue<Runnable>(WAITING_MAX);
        return new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                waiting,
                Thread.ofPlatform().name("parley-database-", 0).daemon().factory());
    }

    public Dialect dialect() {
        return dialect;
    }

    /**
     * Does work in a transaction on a thread of the database's own. Fails with what the work threw, or where too much
     * is waiting.
     */
    public <T extends @Nullable Object> CompletionStage<T> submit(Work<T> work) {
        try {
            return CompletableFuture.supplyAsync(() -> unchecked(work), threads);
        } catch (RejectedExecutionException tooMuch) {
            return CompletableFuture.failedFuture(tooMuch);
        }
    }

    /** Changes what a statement says. */
    public CompletionStage<Void> execute(String statement, @Nullable Object... parameters) {
        return submit(connection -> Sql.update(connection, statement, parameters))
                .thenAccept(_ -> {});
    }

    /** Adds a row; false where one with the same key is there already. */
    public CompletionStage<Boolean> insert(String statement, @Nullable Object... parameters) {
        return submit(connection -> Sql.update(connection, statement, parameters) == 1)
                .exceptionally(Database::falseWhereDuplicate);
    }

    private static boolean falseWhereDuplicate(Throwable failure) {
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof SQLException refused && Sql.isDuplicate(refused)) {
            return false;
        }
        throw new CompletionException(cause);
    }

    private <T extends @Nullable Object> T unchecked(Work<T> work) {
        try {
            return transact(work);
        } catch (SQLException failure) {
            throw new CompletionException(failure);
        }
    }

    /** Does work in a transaction on the calling thread, which must be one that may block. */
    public <T extends @Nullable Object> T transact(Work<T> work) throws SQLException {
        try (var connection = pool.getConnection()) {
            try {
                var result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                rollback(connection, failure);
                throw failure;
            }
        }
    }

    /** A connection that cannot even be rolled back is not used again. */
    private void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException broken) {
            cause.addSuppressed(broken);
            pool.evictConnection(connection);
        }
    }

    /** Lets work under way end, then closes every connection. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        pool.close();
    }
}
