package parley.persistence.reader;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import parley.entity.Stored;
import parley.persistence.codec.StoredFormat;
import parley.persistence.schema.Database;
import parley.persistence.schema.Sql;
import parley.space.MemberId;
import parley.space.SpaceEvent;
import parley.space.SpaceId;
import parley.space.reader.ReaderEvent;
import parley.space.reader.ReaderLog;
import parley.space.view.SpaceLog;

/**
 * The logs of one kind of entities, read from the journal by their sequence numbers.
 *
 * @param <E> what their events are
 */
public final class JournalLog<E> {

    /** Events in one answer, however many were asked for. */
    public static final int LIMIT_MAX = 2_000;

    private static final String READ = """
            SELECT sequence_number, event_ser_manifest, event_payload FROM event_journal
            WHERE persistence_id = ? AND sequence_number > ? AND NOT deleted
            ORDER BY sequence_number LIMIT ?""";

    private final Database database;
    private final String kind;
    private final Class<E> events;

    private JournalLog(Database database, String kind, Class<E> events) {
        this.database = database;
        this.kind = kind;
        this.events = events;
    }

    public static SpaceLog ofSpaces(Database database) {
        var log = new JournalLog<>(database, "space", SpaceEvent.class);
        return (SpaceId space, long after, int limit) -> log.read(space.value(), after, limit);
    }

    public static ReaderLog ofReaders(Database database) {
        var log = new JournalLog<>(database, "reader", ReaderEvent.class);
        return (MemberId person, long after, int limit) -> log.read(person.value(), after, limit);
    }

    private CompletionStage<List<Stored<E>>> read(String entity, long after, int limit) {
        return database.submit(connection -> read(connection, entity, after, Math.min(limit, LIMIT_MAX)));
    }

    private List<Stored<E>> read(Connection connection, String entity, long after, int limit) throws SQLException {
        var found = Sql.list(
                connection,
                READ,
                row -> new Stored<>(row.getLong(1), events.cast(StoredFormat.read(row.getString(2), row.getBytes(3)))),
                kind + "|" + entity,
                after,
                limit);
        if (!found.isEmpty() && found.getLast().seq() != after + found.size()) {
            throw new IllegalStateException("the log of %s has a gap between %d and %d"
                    .formatted(entity, after, found.getLast().seq()));
        }
        return found;
    }
}
