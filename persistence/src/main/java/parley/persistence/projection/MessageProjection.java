package parley.persistence.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import parley.space.Message;
import parley.space.SpaceEvent;

/** All messages as they stand now, and whom they mentioned when they were posted. */
final class MessageProjection implements Projection {

    @Override
    public String name() {
        return "messages";
    }

    @Override
    public String kind() {
        return "space";
    }

    @Override
    public List<String> tables() {
        return List.of("message", "mention");
    }

    @Override
    public void apply(Connection connection, List<JournalEvent> events) throws SQLException {
        var rows = new MessageRows(connection);
        for (var event : events) {
            apply(rows, event);
        }
        rows.write();
    }

    private static void apply(MessageRows rows, JournalEvent at) throws SQLException {
        var space = at.entity();
        switch ((SpaceEvent) at.event()) {
            case SpaceEvent.MessagePosted posted -> rows.add(space, Message.of(posted, at.seq()), at.ordering());
            case SpaceEvent.MessageEdited edited ->
                rows.change(space, edited.id(), at.ordering(), message -> message.edited(edited));
            case SpaceEvent.MessageDeleted deleted -> rows.change(space, deleted.id(), at.ordering(), Message::gone);
            case SpaceEvent.ReactionSet set ->
                rows.change(space, set.id(), at.ordering(), message -> message.reacted(set));
            case SpaceEvent.ReactionUnset unset ->
                rows.change(space, unset.id(), at.ordering(), message -> message.unreacted(unset));
            case SpaceEvent.SpaceCreated _, SpaceEvent.SpaceChanged _, SpaceEvent.SpaceArchived _ -> {}
            case SpaceEvent.MemberJoined _, SpaceEvent.MemberLeft _, SpaceEvent.RoleChanged _ -> {}
            case SpaceEvent.RootMinted _, SpaceEvent.TurnEvent _, SpaceEvent.IntentionEvent _ -> {}
        }
    }
}
