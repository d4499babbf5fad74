package parley.persistence.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import parley.persistence.schema.Sql;

/**
 * Stores the events of all entities on one thread: one transaction for all that wait. Where several entities write at
 * the same time, it lets more of them come for a moment, as PostgreSQL does with {@code commit_delay} and {@code
 * commit_siblings}: on busy processors a transaction each would cost more than everything else. A lone write is stored
 * at once. A write that the database refuses fails alone.
 */
final class GroupCommit implements AutoCloseable {

    /** Writes that may wait; each entity has one at a time. */
    static final int WAITING_MAX = 20_000;

    /** Writes in one transaction at most. */
    static final int TOGETHER_MAX = 1_000;

    /** So many writes in the last transaction make it worth waiting for more. */
    private static final int SIBLINGS = 5;

    private static final Duration DELAY = Duration.ofMillis(2);

    /** The delay grows with what the last transaction took, to this at most. */
    private static final Duration DELAY_MAX = Duration.ofMillis(10);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private static final String INSERT = """
            INSERT INTO event_journal
            (deleted, persistence_id, sequence_number, writer, write_timestamp, adapter_manifest,
             event_payload, event_ser_id, event_ser_manifest)
            VALUES (FALSE, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Supplier<Connection> connections;
    private final CommitListener listener;
    private final BlockingQueue<Write> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Thread thread =
            Thread.ofPlatform().name("parley-journal").daemon().unstarted(this::run);
    private volatile boolean closed;

    private record Write(List<@Nullable Object[]> rows, CompletableFuture<Void> stored) {}

    /** Begins with nothing to store. */
    static GroupCommit start(Supplier<Connection> connections, CommitListener listener) {
        var commits = new GroupCommit(connections, listener);
        commits.thread.start();
        return commits;
    }

    private GroupCommit(Supplier<Connection> connections, CommitListener listener) {
        this.connections = connections;
        this.listener = listener;
    }

    /** Stores the events of one entity, all or none; fails with what the database says, or where too much waits. */
    CompletableFuture<Void> store(List<@Nullable Object[]> rows) {
        var write = new Write(rows, new CompletableFuture<>());
        if (closed || !waiting.offer(write)) {
            write.stored()
                    .completeExceptionally(new RejectedExecutionException("too many writes wait, or it is closed"));
        }
        return write.stored();
    }

    private void run() {
        var together = new ArrayList<Write>();
        long took = 0;
        while (!closed || !waiting.isEmpty()) {
            boolean busy = together.size() >= SIBLINGS;
            together.clear();
            try {
                together.add(waiting.take());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
            if (busy) {
                LockSupport.parkNanos(Math.clamp(2 * took, DELAY.toNanos(), DELAY_MAX.toNanos()));
            }
            waiting.drainTo(together, TOGETHER_MAX - 1);
            long began = System.nanoTime();
            write(together);
            took = System.nanoTime() - began;
        }
    }

    private void write(List<Write> together) {
        try {
            long began = System.nanoTime();
            int events = transact(together);
            var took = Duration.ofNanos(System.nanoTime() - began);
            together.forEach(write -> write.stored().complete(null));
            listener.committed(events, took);
        } catch (SQLException | RuntimeException | Error failure) {
            listener.failed();
            if (together.size() > 1 && failure instanceof SQLException refused && Sql.isRefusal(refused)) {
                together.forEach(write -> write(List.of(write)));
            } else {
                together.forEach(write -> write.stored().completeExceptionally(failure));
            }
        }
    }

    /** How many events it stored. */
    private int transact(List<Write> together) throws SQLException {
        var rows = together.stream().flatMap(write -> write.rows().stream()).toList();
        try (var connection = connections.get()) {
            connection.setAutoCommit(false);
            try {
                Sql.batch(connection, INSERT, rows);
                connection.commit();
                return rows.size();
            } catch (SQLException | RuntimeException failure) {
                rollback(connection, failure);
                throw failure;
            }
        }
    }

    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException broken) {
            cause.addSuppressed(broken);
        }
    }

    /** Stores what waits, and nothing that comes later. */
    @Override
    public void close() {
        closed = true;
        waiting.offer(new Write(List.of(), new CompletableFuture<>()));
        try {
            thread.join(CLOSE_TIMEOUT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
