package parley.persistence.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import parley.persistence.schema.Sql;
import parley.space.SpaceEvent;
import parley.space.TurnFailure;
import parley.space.TurnId;

/** Turns that were granted and have not ended. */
final class OpenTurnProjection {

    private OpenTurnProjection() {}

    static Projection create() {
        return new EachEvent<>(
                "open-turns", "space", List.of("open_turn"), SpaceEvent.class, OpenTurnProjection::apply);
    }

    private static void apply(Connection connection, String space, SpaceEvent event) throws SQLException {
        switch (event) {
            case SpaceEvent.TurnGranted granted ->
                Sql.update(
                        connection,
                        "INSERT INTO open_turn (space, turn) VALUES (?, ?)",
                        space,
                        granted.turn().value());
            case SpaceEvent.MessagePosted posted -> {
                var turn = posted.provenance().turn();
                if (turn != null) {
                    end(connection, space, turn);
                }
            }
            case SpaceEvent.TurnPassed passed -> end(connection, space, passed.turn());
            case SpaceEvent.TurnFailed failed -> {
                if (failed.failure() != TurnFailure.EXPIRED) {
                    end(connection, space, failed.turn());
                }
            }
            case SpaceEvent.TurnSettled settled -> end(connection, space, settled.turn());
            case SpaceEvent.TurnCancelled _, SpaceEvent.TurnSuperseded _ -> {}
            case SpaceEvent.TurnDenied _, SpaceEvent.RootMinted _, SpaceEvent.IntentionEvent _ -> {}
            case SpaceEvent.SpaceCreated _, SpaceEvent.SpaceChanged _, SpaceEvent.SpaceArchived _ -> {}
            case SpaceEvent.MemberJoined _, SpaceEvent.MemberLeft _, SpaceEvent.RoleChanged _ -> {}
            case SpaceEvent.MessageEdited _, SpaceEvent.MessageDeleted _ -> {}
            case SpaceEvent.ReactionSet _, SpaceEvent.ReactionUnset _ -> {}
        }
    }

    private static void end(Connection connection, String space, TurnId turn) throws SQLException {
        Sql.update(connection, "DELETE FROM open_turn WHERE space = ? AND turn = ?", space, turn.value());
    }
}
