package parley.persistence.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import parley.persistence.schema.Database;
import parley.persistence.schema.Dialect;
import parley.persistence.schema.Sql;

/**
 * The journal of all entities in the order of their numbers, never read past a number under which an event may still
 * appear.
 *
 * <p>A number is given before its transaction commits, so with several writers a higher one can be seen first. A number
 * that is missing is waited for. When it stays missing, all writers are kept out for a moment: a writer takes its lock
 * on the journal before it takes a number, so whatever is missing then was rolled back and will be missing for ever.
 * The embedded database has one writer, so there a missing number is always such a one. Not safe for use by several
 * threads.
 */
final class JournalTail {

    /** Most writes take less; only what takes longer is worth keeping writers out. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private static final String READ = """
            SELECT ordering, persistence_id, sequence_number, event_ser_manifest, event_payload
            FROM event_journal WHERE ordering > ? ORDER BY ordering LIMIT ?""";

    /** Writers that come meanwhile wait as long. */
    private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '500ms'";

    private final Database database;
    private List<JournalEvent> page = List.of();
    private long pageAfter;
    private int pageLimit;
    private long settled;
    private long missing;
    private long missingSince;

    JournalTail(Database database) {
        this.database = database;
    }

    /**
     * The next events, at most {@code limit}; fewer where the end, or a missing number, comes first. Projections that
     * have got equally far share what was read.
     */
    List<JournalEvent> after(Connection connection, long ordering, int limit) throws SQLException {
        if (page.isEmpty() || pageAfter != ordering || pageLimit != limit) {
            page = read(connection, ordering, limit);
            pageAfter = ordering;
            pageLimit = limit;
        }
        return page;
    }

    /** From now on what is read is what there is now. */
    void refresh() {
        page = List.of();
    }

    private List<JournalEvent> read(Connection connection, long ordering, int limit) throws SQLException {
        var events = Sql.list(connection, READ, JournalEvent::new, ordering, limit);
        if (database.dialect() == Dialect.H2) {
            return events;
        }
        var safe = new ArrayList<JournalEvent>(events.size());
        var expected = ordering + 1;
        for (var event : events) {
            if (event.ordering() != expected && event.ordering() > settled) {
                miss(expected);
                return safe;
            }
            safe.add(event);
            expected = event.ordering() + 1;
        }
        return safe;
    }

    private void miss(long number) {
        if (missing != number) {
            missing = number;
            missingSince = System.nanoTime();
        }
    }

    /** Whether something is known to be missing, so that it is worth reading again soon. */
    boolean waits() {
        return missing > settled;
    }

    /**
     * Finds out whether a number that has been missing for long will ever appear. Fails where writers cannot be kept
     * out.
     */
    void settle() throws SQLException {
        if (waits() && System.nanoTime() - missingSince > PATIENCE.toNanos()) {
            settled = database.transact(JournalTail::settledNow);
        }
    }

    private static long settledNow(Connection connection) throws SQLException {
        Sql.update(connection, LOCK_TIMEOUT);
        Sql.update(connection, "LOCK TABLE event_journal IN SHARE MODE");
        return Sql.list(connection, "SELECT COALESCE(MAX(ordering), 0) FROM event_journal", row -> row.getLong(1))
                .getFirst();
    }
}
