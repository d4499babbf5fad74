package parley.persistence.projection;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.persistence.schema.Database;
import parley.persistence.schema.Sql;

/**
 * Keeps all projections in step with the journals, on a thread of its own that leaves the processors most of the
 * time: where they are busy, readers' tables follow later, so that people are answered first.
 */
public final class Projections implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Projections.class);

    /** How long nothing is looked for unless somebody says that there is something. */
    private static final Duration POLL = Duration.ofSeconds(1);

    /** At most so often, so that many small writes become one batch. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** How many times as long as a round takes it rests. A round takes longer the busier the processors are. */
    private static final int REST = 4;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final int FAILURES_LIMIT = 1_000;

    private static final String BEGIN = """
            INSERT INTO projection_offset (name, ordering)
            SELECT CAST(? AS VARCHAR(64)), 0
            WHERE NOT EXISTS (SELECT 1 FROM projection_offset WHERE name = ?)""";

    private final Database database;
    private final List<Projection> projections;
    private final JournalTail tail;
    private final List<Follower> followers;
    private final Semaphore pokes = new Semaphore(0);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /**
     * An event that a projection could not take in.
     *
     * @param failure what went wrong, without what people wrote
     */
    public record Failure(
            String projection, long ordering, String persistenceId, long seq, String failure, Instant at) {}

    private Projections(Database database, List<Projection> projections, List<Follower> others) {
        this.database = database;
        this.projections = projections;
        tail = new JournalTail(database);
        followers = Stream.concat(
                        projections.stream().map(projection -> new ProjectionFollower(database, tail, projection)),
                        others.stream())
                .toList();
        thread = Thread.ofPlatform().name("parley-projections").daemon().unstarted(this::run);
    }

    /** Starts all projections there are, and what follows them. */
    public static Projections start(Database database, List<Follower> others) throws SQLException {
        return start(
                database,
                List.of(
                        new MessageProjection(),
                        new SpaceProjection(),
                        ReadingProjection.create(),
                        OpenTurnProjection.create(),
                        CostProjection.create()),
                others);
    }

    static Projections start(Database database, List<Projection> projections, List<Follower> others)
            throws SQLException {
        for (var projection : projections) {
            begin(database, projection);
        }
        var started = new Projections(database, projections, others);
        started.thread.start();
        return started;
    }

    /** Gives the projection an offset unless it has one. */
    static void begin(Database database, Projection projection) throws SQLException {
        try {
            database.transact(connection -> Sql.update(connection, BEGIN, projection.name(), projection.name()));
        } catch (SQLException failure) {
            if (!Sql.isDuplicate(failure)) {
                throw failure;
            }
        }
    }

    /** Says that something was stored; never blocks, and may be said at any time by anybody. */
    public void poke() {
        if (pokes.availablePermits() == 0) {
            pokes.release();
        }
    }

    /** Forgets what the projection of that name has made, so that it is made again from the first event on. */
    public CompletionStage<Void> rebuild(String name) {
        var projection = projections.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no projection " + name));
        return database.submit(connection -> {
                    Sql.list(
                            connection,
                            "SELECT ordering FROM projection_offset WHERE name = ? FOR UPDATE",
                            row -> row.getLong(1),
                            name);
                    for (var table : projection.tables()) {
                        Sql.update(connection, "DELETE FROM " + table);
                    }
                    Sql.update(connection, "DELETE FROM projection_failure WHERE projection = ?", name);
                    return Sql.update(connection, "UPDATE projection_offset SET ordering = 0 WHERE name = ?", name);
                })
                .thenAccept(_ -> poke());
    }

    /** What projections could not take in, newest first. */
    public CompletionStage<List<Failure>> failures() {
        return database.submit(connection -> Sql.list(
                connection,
                "SELECT * FROM projection_failure ORDER BY failed_at DESC, ordering DESC LIMIT ?",
                row -> new Failure(
                        row.getString("projection"),
                        row.getLong("ordering"),
                        row.getString("persistence_id"),
                        row.getLong("sequence_number"),
                        row.getString("failure"),
                        Objects.requireNonNull(Sql.instant(row, "failed_at"))),
                FAILURES_LIMIT));
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                var began = System.nanoTime();
                var more = round();
                var took = System.nanoTime() - began;
                if (closing.await(Math.max(PAUSE.toNanos(), REST * took), TimeUnit.NANOSECONDS)) {
                    return;
                }
                if (!more) {
                    pokes.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
                }
                pokes.drainPermits();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean round() {
        tail.refresh();
        var more = false;
        for (var follower : followers) {
            try {
                more |= follower.follow();
            } catch (SQLException | RuntimeException failure) {
                LOG.warn(
                        "{} failed: {}",
                        follower.getClass().getSimpleName(),
                        failure.getClass().getName());
            }
        }
        try {
            tail.settle();
        } catch (SQLException busy) {
            LOG.debug("the journal's writers could not be kept out: {}", busy.getSQLState());
        }
        return more || tail.waits();
    }

    /** Ends after the step under way. */
    @Override
    public void close() {
        closing.countDown();
        poke();
        try {
            thread.join(CLOSE_TIMEOUT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
