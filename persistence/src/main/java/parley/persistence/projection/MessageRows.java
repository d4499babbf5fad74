package parley.persistence.projection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import parley.persistence.codec.StoredFormat;
import parley.persistence.schema.Sql;
import parley.space.Message;
import parley.space.MessageId;

/** The rows of messages that a batch of events touches, each read and written once. */
final class MessageRows {

    private final Connection connection;
    private final Map<Key, Row> rows = new LinkedHashMap<>();
    private final List<@Nullable Object[]> mentions = new ArrayList<>();

    private record Key(String space, MessageId id) {}

    private record Row(Message message, long changed, boolean added) {}

    MessageRows(Connection connection) {
        this.connection = connection;
    }

    void add(String space, Message message, long ordering) {
        rows.put(new Key(space, message.id()), new Row(message, ordering, true));
        message.mentions().stream()
                .filter(mentioned -> !mentioned.equals(message.author()))
                .distinct()
                .forEach(mentioned -> mentions.add(new @Nullable Object[] {space, mentioned.value(), message.seq()}));
    }

    /** Changes a message; there is nothing to change where its posting could not be taken in. */
    void change(String space, MessageId id, long ordering, UnaryOperator<Message> change) throws SQLException {
        var key = new Key(space, id);
        var row = rows.get(key);
        if (row == null) {
            row = Sql.first(
                            connection,
                            "SELECT body FROM message WHERE space = ? AND id = ?",
                            found -> new Row(message(found), ordering, false),
                            space,
                            id.value())
                    .orElse(null);
        }
        if (row != null) {
            rows.put(key, new Row(change.apply(row.message()), ordering, row.added()));
        }
    }

    void write() throws SQLException {
        Sql.batch(
                connection,
                "INSERT INTO message (changed, body, space, ordinal, id, seq, author) VALUES (?, ?, ?, ?, ?, ?, ?)",
                rows.entrySet().stream()
                        .filter(entry -> entry.getValue().added())
                        .map(entry -> new @Nullable Object[] {
                            entry.getValue().changed(),
                            StoredFormat.message(entry.getValue().message()),
                            entry.getKey().space(),
                            entry.getValue().message().ordinal(),
                            entry.getKey().id().value(),
                            entry.getValue().message().seq(),
                            entry.getValue().message().author().value()
                        })
                        .toList());
        Sql.batch(connection, "INSERT INTO mention (space, member, seq) VALUES (?, ?, ?)", mentions);
        Sql.batch(
                connection,
                "UPDATE message SET changed = ?, body = ? WHERE space = ? AND ordinal = ?",
                rows.entrySet().stream()
                        .filter(entry -> !entry.getValue().added())
                        .map(entry -> new @Nullable Object[] {
                            entry.getValue().changed(),
                            StoredFormat.message(entry.getValue().message()),
                            entry.getKey().space(),
                            entry.getValue().message().ordinal()
                        })
                        .toList());
    }

    private static Message message(ResultSet row) throws SQLException {
        return StoredFormat.message(row.getBytes("body"));
    }
}
