package parley.persistence.reader;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import parley.persistence.schema.Database;
import parley.persistence.schema.Sql;
import parley.space.MemberId;
import parley.space.SpaceId;
import parley.space.reader.Unread;
import parley.space.reader.UnreadIndex;

/** What is unread, counted in the tables that follow the logs: messages only, so nothing else leaves a badge behind. */
public final class ProjectedUnread implements UnreadIndex {

    /** Spaces in one answer. */
    private static final int LIMIT = 2_000;

    /** Spaces in which anything has happened since the person joined or marked them read. */
    private static final String NEWS = """
            SELECT m.space, GREATEST(m.joined, COALESCE(r.up_to, 0)) AS read_to
            FROM space_member m JOIN space s ON s.id = m.space
            LEFT JOIN read_marker r ON r.member = m.member AND r.space = m.space
            WHERE m.member = ? AND s.seq > GREATEST(m.joined, COALESCE(r.up_to, 0)) LIMIT ?""";

    private static final String COUNT = """
            SELECT
                (SELECT COUNT(*) FROM (
                    SELECT 1 FROM message WHERE space = ? AND seq > ? AND author <> ? LIMIT ?) others),
                (SELECT COUNT(*) FROM (
                    SELECT 1 FROM mention WHERE space = ? AND seq > ? AND member = ? LIMIT ?) mine)""";

    private final Database database;

    public ProjectedUnread(Database database) {
        this.database = database;
    }

    private record News(String space, long readTo) {}

    @Override
    public CompletionStage<Map<SpaceId, Unread>> of(MemberId person) {
        return database.submit(connection -> count(connection, person.value()));
    }

    private static Map<SpaceId, Unread> count(Connection connection, String person) throws SQLException {
        var unread = new HashMap<SpaceId, Unread>();
        var all = Sql.list(
                connection, NEWS, row -> new News(row.getString("space"), row.getLong("read_to")), person, LIMIT);
        for (var news : all) {
            var counted = count(connection, news, person);
            if (!counted.equals(Unread.NONE)) {
                unread.put(new SpaceId(news.space()), counted);
            }
        }
        return unread;
    }

    private static Unread count(Connection connection, News news, String person) throws SQLException {
        return Sql.first(
                        connection,
                        COUNT,
                        row -> new Unread(row.getInt(1), row.getInt(2)),
                        news.space(),
                        news.readTo(),
                        person,
                        Unread.MAX,
                        news.space(),
                        news.readTo(),
                        person,
                        Unread.MAX)
                .orElse(Unread.NONE);
    }
}
