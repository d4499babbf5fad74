package parley.persistence.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.persistence.schema.Sql;
import parley.space.MemberId;
import parley.space.SpaceEvent;
import parley.space.SpaceSettings;

/** The list of spaces and who belongs to them. */
final class SpaceProjection implements Projection {

    private static final String CREATE = """
            INSERT INTO space (id, name, title, topic, hidden, archived, ordinal, seq)
            VALUES (?, ?, ?, ?, ?, FALSE, 0, 0)""";

    /** A space's row; what changes seldom is written at once, what every event changes once for a batch. */
    private record Progress(long ordinal, long seq) {}

    @Override
    public String name() {
        return "spaces";
    }

    @Override
    public String kind() {
        return "space";
    }

    @Override
    public List<String> tables() {
        return List.of("space", "space_member");
    }

    @Override
    public void apply(Connection connection, List<JournalEvent> events) throws SQLException {
        var touched = new LinkedHashMap<String, Progress>();
        for (var event : events) {
            var space = event.entity();
            var ordinal = apply(connection, space, event.seq(), (SpaceEvent) event.event());
            var before = touched.getOrDefault(space, new Progress(0, 0));
            touched.put(space, new Progress(Math.max(before.ordinal(), ordinal), event.seq()));
        }
        write(connection, touched);
    }

    /** The ordinal that the event gave to a message; 0 where it gave none. */
    private static long apply(Connection connection, String space, long seq, SpaceEvent event) throws SQLException {
        switch (event) {
            case SpaceEvent.SpaceCreated created -> create(connection, space, created.settings());
            case SpaceEvent.SpaceChanged changed -> change(connection, space, changed.settings());
            case SpaceEvent.SpaceArchived _ ->
                Sql.update(connection, "UPDATE space SET archived = TRUE WHERE id = ?", space);
            case SpaceEvent.MemberJoined joined -> {
                remove(connection, space, joined.member());
                add(connection, space, joined.member(), seq);
            }
            case SpaceEvent.MemberLeft left -> remove(connection, space, left.member());
            case SpaceEvent.MessagePosted posted -> {
                return posted.ordinal();
            }
            case SpaceEvent.RoleChanged _, SpaceEvent.RootMinted _ -> {}
            case SpaceEvent.MessageEdited _, SpaceEvent.MessageDeleted _ -> {}
            case SpaceEvent.ReactionSet _, SpaceEvent.ReactionUnset _ -> {}
            case SpaceEvent.TurnEvent _, SpaceEvent.IntentionEvent _ -> {}
        }
        return 0;
    }

    private static void create(Connection connection, String space, SpaceSettings settings) throws SQLException {
        Sql.update(connection, CREATE, space, settings.name(), settings.title(), settings.topic(), settings.hidden());
    }

    private static void change(Connection connection, String space, SpaceSettings settings) throws SQLException {
        Sql.update(
                connection,
                "UPDATE space SET name = ?, title = ?, topic = ?, hidden = ? WHERE id = ?",
                settings.name(),
                settings.title(),
                settings.topic(),
                settings.hidden(),
                space);
    }

    private static void add(Connection connection, String space, MemberId member, long seq) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO space_member (space, member, joined) VALUES (?, ?, ?)",
                space,
                member.value(),
                seq);
    }

    private static void remove(Connection connection, String space, MemberId member) throws SQLException {
        Sql.update(connection, "DELETE FROM space_member WHERE space = ? AND member = ?", space, member.value());
    }

    private static void write(Connection connection, Map<String, Progress> touched) throws SQLException {
        Sql.batch(
                connection,
                "UPDATE space SET ordinal = GREATEST(ordinal, ?), seq = ? WHERE id = ?",
                touched.entrySet().stream()
                        .map(space -> new @Nullable Object[] {
                            space.getValue().ordinal(), space.getValue().seq(), space.getKey()
                        })
                        .toList());
    }
}
