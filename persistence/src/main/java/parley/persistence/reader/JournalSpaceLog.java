package parley.persistence.reader;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import parley.entity.Stored;
import parley.persistence.codec.StoredFormat;
import parley.persistence.schema.Database;
import parley.persistence.schema.Sql;
import parley.space.SpaceEvent;
import parley.space.SpaceId;
import parley.space.view.SpaceLog;

/** The log of a space, read from the journal by its sequence numbers. */
public final class JournalSpaceLog implements SpaceLog {

    /** Events in one answer, however many were asked for. */
    public static final int LIMIT_MAX = 2_000;

    private static final String READ = """
            SELECT sequence_number, event_ser_manifest, event_payload FROM event_journal
            WHERE persistence_id = ? AND sequence_number > ? AND NOT deleted
            ORDER BY sequence_number LIMIT ?""";

    private final Database database;

    public JournalSpaceLog(Database database) {
        this.database = database;
    }

    @Override
    public CompletionStage<List<Stored<SpaceEvent>>> read(SpaceId space, long after, int limit) {
        return database.submit(connection -> read(connection, space, after, Math.min(limit, LIMIT_MAX)));
    }

    private static List<Stored<SpaceEvent>> read(Connection connection, SpaceId space, long after, int limit)
            throws SQLException {
        var events = Sql.list(
                connection,
                READ,
                row -> new Stored<>(row.getLong(1), (SpaceEvent) StoredFormat.read(row.getString(2), row.getBytes(3))),
                "space|" + space,
                after,
                limit);
        if (!events.isEmpty() && events.getLast().seq() != after + events.size()) {
            throw new IllegalStateException("the log of %s has a gap between %d and %d"
                    .formatted(space, after, events.getLast().seq()));
        }
        return events;
    }
}
