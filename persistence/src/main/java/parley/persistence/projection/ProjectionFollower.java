package parley.persistence.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.persistence.schema.Database;
import parley.persistence.schema.Sql;

/**
 * One projection and how far it has got. Rows and offset move in one transaction, so every event counts exactly once.
 * Several nodes may follow: whoever holds the offset's row goes on, the others pass.
 *
 * <p>After a failure it waits, twice as long each time. A batch that keeps failing is taken event by event; an event
 * that itself keeps failing is recorded in {@code projection_failure}, for an administrator to see, and passed. A
 * failure of the store is never held against an event.
 */
final class ProjectionFollower implements Follower {

    static final int BATCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionFollower.class);
    private static final Duration BACK_OFF_MIN = Duration.ofMillis(50);
    private static final Duration BACK_OFF_MAX = Duration.ofSeconds(10);

    /** Failures before a batch is taken event by event, and again before an event is passed. */
    private static final int FAILURES_MAX = 3;

    private static final int FAILURE_LENGTH_MAX = 1_000;

    private static final String RECORD = """
            INSERT INTO projection_failure
            (projection, ordering, persistence_id, sequence_number, failure, failed_at)
            VALUES (?, ?, ?, ?, ?, ?)""";

    private final Database database;
    private final JournalTail tail;
    private final Projection projection;
    private int failures;
    private int oneByOne;
    private Duration backOff = BACK_OFF_MIN;
    private long notBefore = System.nanoTime();

    ProjectionFollower(Database database, JournalTail tail, Projection projection) {
        this.database = database;
        this.tail = tail;
        this.projection = projection;
    }

    @Override
    public boolean follow() {
        if (System.nanoTime() - notBefore < 0) {
            return false;
        }
        try {
            var more = database.transact(this::step);
            failures = 0;
            backOff = BACK_OFF_MIN;
            return more;
        } catch (SQLException | RuntimeException failure) {
            failed(failure);
            return false;
        }
    }

    private boolean step(Connection connection) throws SQLException {
        var offset = lockedOffset(connection);
        if (offset.isEmpty()) {
            return false;
        }
        var limit = oneByOne > 0 ? 1 : BATCH;
        var events = tail.after(connection, offset.get(), limit);
        if (events.isEmpty()) {
            return false;
        }
        apply(connection, events);
        moveTo(connection, events.getLast().ordering());
        oneByOne = Math.max(0, oneByOne - 1);
        return events.size() == limit;
    }

    private void apply(Connection connection, List<JournalEvent> events) throws SQLException {
        var mine =
                events.stream().filter(event -> event.isOf(projection.kind())).toList();
        if (!mine.isEmpty()) {
            projection.apply(connection, mine);
        }
    }

    /** Nothing where another node holds it. */
    private Optional<Long> lockedOffset(Connection connection) throws SQLException {
        return Sql.first(
                connection,
                "SELECT ordering FROM projection_offset WHERE name = ? FOR UPDATE SKIP LOCKED",
                row -> row.getLong(1),
                projection.name());
    }

    private void moveTo(Connection connection, long ordering) throws SQLException {
        Sql.update(connection, "UPDATE projection_offset SET ordering = ? WHERE name = ?", ordering, projection.name());
    }

    private void failed(Exception failure) {
        LOG.warn("projection {} failed: {}", projection.name(), describe(failure));
        failures++;
        notBefore = System.nanoTime() + backOff.toNanos();
        backOff = backOff.multipliedBy(2).compareTo(BACK_OFF_MAX) < 0 ? backOff.multipliedBy(2) : BACK_OFF_MAX;
        if (failures < FAILURES_MAX || !isEventsFault(failure)) {
            return;
        }
        failures = 0;
        if (oneByOne == 0) {
            oneByOne = BATCH;
            return;
        }
        pass(failure);
    }

    /** Records the event that keeps failing, and goes on behind it. */
    private void pass(Exception cause) {
        try {
            database.transact(connection -> {
                var offset = lockedOffset(connection);
                if (offset.isPresent()) {
                    for (var event : tail.after(connection, offset.get(), 1)) {
                        record(connection, event, cause);
                        moveTo(connection, event.ordering());
                    }
                }
                return null;
            });
        } catch (SQLException failure) {
            LOG.warn("projection {} cannot record a failure: {}", projection.name(), describe(failure));
        }
    }

    private void record(Connection connection, JournalEvent event, Exception cause) throws SQLException {
        LOG.error("projection {} passes {} of {}", projection.name(), event.seq(), event.persistenceId());
        var description = describe(cause);
        Sql.update(
                connection,
                RECORD,
                projection.name(),
                event.ordering(),
                event.persistenceId(),
                event.seq(),
                description.substring(0, Math.min(FAILURE_LENGTH_MAX, description.length())),
                Instant.now());
    }

    /** Data that does not fit, or code that does not understand it; all else is the store's trouble and will pass. */
    private static boolean isEventsFault(Exception failure) {
        return !(failure instanceof SQLException refused) || Sql.isRefusal(refused);
    }

    /** Without the exception's message, which may hold what people wrote. */
    private static String describe(Exception failure) {
        var at = failure.getStackTrace().length == 0 ? "" : " at " + failure.getStackTrace()[0];
        return failure.getClass().getName()
                + (failure instanceof SQLException refused ? " " + refused.getSQLState() : "")
                + at;
    }
}
