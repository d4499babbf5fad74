package parley.persistence.reader;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import parley.persistence.schema.Database;
import parley.persistence.schema.Sql;
import parley.space.MemberId;
import parley.space.SpaceId;
import parley.space.view.OpenTurns;
import parley.space.view.SpaceDirectory;

/** The list of spaces and of those with open turns, from the tables that follow their logs. */
public final class ProjectedSpaces implements SpaceDirectory, OpenTurns {

    /** Spaces in one answer. */
    private static final int LIMIT = 2_000;

    private static final int OPEN_LIMIT = 100_000;

    private static final String VISIBLE = """
            SELECT s.*, m.member FROM space s
            LEFT JOIN space_member m ON m.space = s.id AND m.member = ?
            WHERE m.member IS NOT NULL OR NOT s.hidden
            ORDER BY s.name LIMIT ?""";

    private final Database database;

    public ProjectedSpaces(Database database) {
        this.database = database;
    }

    @Override
    public CompletionStage<List<Entry>> visibleTo(MemberId person) {
        return database.submit(
                connection -> Sql.list(connection, VISIBLE, ProjectedSpaces::entry, person.value(), LIMIT));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                new SpaceId(row.getString("id")),
                row.getString("name"),
                row.getString("title"),
                row.getString("topic"),
                row.getBoolean("hidden"),
                row.getBoolean("archived"),
                row.getString("member") != null,
                row.getLong("ordinal"),
                row.getLong("seq"));
    }

    @Override
    public CompletionStage<Optional<SpaceId>> named(String name) {
        return database.submit(connection -> Sql.first(
                connection, "SELECT id FROM space WHERE name = ? LIMIT 1", row -> new SpaceId(row.getString(1)), name));
    }

    @Override
    public CompletionStage<Boolean> claim(String name, SpaceId space) {
        return database.insert("INSERT INTO space_name (name, space) VALUES (?, ?)", name, space.value())
                .thenCompose(taken -> database.submit(connection -> taken || owns(connection, name, space)));
    }

    private static boolean owns(Connection connection, String name, SpaceId space) throws SQLException {
        return Sql.first(
                        connection,
                        "SELECT 1 FROM space_name WHERE name = ? AND space = ?",
                        row -> row.getInt(1),
                        name,
                        space.value())
                .isPresent();
    }

    @Override
    public CompletionStage<List<SpaceId>> spaces() {
        return database.submit(connection -> Sql.list(
                connection,
                "SELECT DISTINCT space FROM open_turn ORDER BY space LIMIT ?",
                row -> new SpaceId(row.getString(1)),
                OPEN_LIMIT));
    }
}
