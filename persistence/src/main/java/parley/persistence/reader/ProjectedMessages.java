package parley.persistence.reader;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.persistence.codec.StoredFormat;
import parley.persistence.schema.Database;
import parley.persistence.schema.Sql;
import parley.persistence.search.SearchIndex;
import parley.space.MemberId;
import parley.space.Message;
import parley.space.SpaceId;
import parley.space.view.MessageIndex;

/** All messages, from the table that follows their logs, found by the search index that follows the table. */
public final class ProjectedMessages implements MessageIndex {

    /** Messages in one answer, however many were asked for. */
    public static final int LIMIT_MAX = 500;

    private final Database database;
    private final SearchIndex index;

    public ProjectedMessages(Database database, SearchIndex index) {
        this.database = database;
        this.index = index;
    }

    @Override
    public CompletionStage<List<Message>> before(SpaceId space, long before, int limit) {
        return database.submit(connection -> Sql.list(
                connection,
                "SELECT body FROM message WHERE space = ? AND ordinal < ? ORDER BY ordinal DESC LIMIT ?",
                row -> StoredFormat.message(row.getBytes(1)),
                space.value(),
                before,
                Math.min(limit, LIMIT_MAX)));
    }

    @Override
    public CompletionStage<List<Hit>> search(
            List<SpaceId> spaces, String query, @Nullable MemberId from, @Nullable Instant before, int limit) {
        return database.submit(connection -> {
            var hits = new ArrayList<Hit>();
            for (var found : index.search(spaces, query, from, before, Math.min(limit, LIMIT_MAX))) {
                message(connection, found).ifPresent(hits::add);
            }
            return List.copyOf(hits);
        });
    }

    private static Optional<Hit> message(Connection connection, SearchIndex.Place place) throws SQLException {
        return Sql.first(
                        connection,
                        "SELECT body FROM message WHERE space = ? AND ordinal = ?",
                        row -> StoredFormat.message(row.getBytes(1)),
                        place.space().value(),
                        place.ordinal())
                .filter(message -> !message.deleted())
                .map(message -> new Hit(place.space(), message));
    }
}
