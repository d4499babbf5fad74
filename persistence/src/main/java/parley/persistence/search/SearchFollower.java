package parley.persistence.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import parley.persistence.codec.StoredFormat;
import parley.persistence.projection.Follower;
import parley.persistence.schema.Database;
import parley.persistence.schema.Sql;
import parley.space.Message;
import parley.space.SpaceId;

/**
 * Keeps the search index in step with the table of messages. The table has one writer at a time, so changes appear in
 * the order of their numbers; where the table is behind the index it was made again, and so is the index.
 */
public final class SearchFollower implements Follower {

    static final int BATCH = 500;

    /** How long what was taken in may wait to be kept: it would only be taken in again. */
    private static final Duration COMMIT = Duration.ofSeconds(10);

    private final Database database;
    private final SearchIndex index;
    private long committedAt = System.nanoTime();
    private boolean dirty;

    private record Changed(SpaceId space, Message message, long by) {}

    public SearchFollower(Database database, SearchIndex index) {
        this.database = database;
        this.index = index;
    }

    @Override
    public boolean follow() throws SQLException {
        try {
            return step();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private boolean step() throws SQLException, IOException {
        if (newest() < index.changed()) {
            index.clear();
        }
        var changes = changes(index.changed());
        for (var change : changes) {
            index.put(change.space(), change.message(), change.by());
        }
        dirty |= !changes.isEmpty();
        if (dirty && System.nanoTime() - committedAt > COMMIT.toNanos()) {
            index.commit();
            committedAt = System.nanoTime();
            dirty = false;
        }
        return changes.size() == BATCH;
    }

    private long newest() throws SQLException {
        return database.transact(connection -> Sql.list(
                        connection, "SELECT COALESCE(MAX(changed), 0) FROM message", row -> row.getLong(1))
                .getFirst());
    }

    private List<Changed> changes(long after) throws SQLException {
        return database.transact(connection -> Sql.list(
                connection,
                "SELECT space, changed, body FROM message WHERE changed > ? ORDER BY changed LIMIT ?",
                row -> new Changed(
                        new SpaceId(row.getString("space")),
                        StoredFormat.message(row.getBytes("body")),
                        row.getLong("changed")),
                after,
                BATCH));
    }
}
