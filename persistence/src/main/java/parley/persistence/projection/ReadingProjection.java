package parley.persistence.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import parley.persistence.schema.Sql;
import parley.space.SpaceId;
import parley.space.reader.ReaderEvent;

/** How far everybody has read. */
final class ReadingProjection {

    private ReadingProjection() {}

    static Projection create() {
        return new EachEvent<>(
                "reading", "reader", List.of("read_marker"), ReaderEvent.class, ReadingProjection::apply);
    }

    private static void apply(Connection connection, String person, ReaderEvent event) throws SQLException {
        switch (event) {
            case ReaderEvent.MarkedRead(var space, var upTo, var _) -> mark(connection, person, space, upTo);
            case ReaderEvent.MarkedUnread(var space, var upTo, var _, var _) -> mark(connection, person, space, upTo);
            case ReaderEvent.DraftSet _, ReaderEvent.DraftCleared _ -> {}
            case ReaderEvent.SpaceMuted _, ReaderEvent.SpaceUnmuted _, ReaderEvent.Seen _ -> {}
        }
    }

    private static void mark(Connection connection, String person, SpaceId space, long upTo) throws SQLException {
        int known = Sql.update(
                connection,
                "UPDATE read_marker SET up_to = ? WHERE member = ? AND space = ?",
                upTo,
                person,
                space.value());
        if (known == 0) {
            Sql.update(
                    connection,
                    "INSERT INTO read_marker (up_to, member, space) VALUES (?, ?, ?)",
                    upTo,
                    person,
                    space.value());
        }
    }
}
