package parley.persistence.projection;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.entity.Stored;
import parley.money.Cost;
import parley.money.TokenCount;
import parley.persistence.schema.Database;
import parley.space.Answer;
import parley.space.MemberId;
import parley.space.MemberKind;
import parley.space.MessageId;
import parley.space.MessageKind;
import parley.space.Provenance;
import parley.space.Role;
import parley.space.SpaceEvent;
import parley.space.SpaceId;
import parley.space.SpaceSettings;
import parley.space.TurnFailure;
import parley.space.TurnId;
import parley.space.floor.FloorSettings;

/** What happens in a space, event by event, stored as its journal would. */
public final class SpaceStory {

    private static final MemberId OWNER = new MemberId("u_owner");

    private final SpaceId space;
    private final List<Stored<SpaceEvent>> stored = new ArrayList<>();
    private int written;
    private long ordinal;

    public SpaceStory(SpaceId space) {
        this.space = space;
    }

    /** When the event with that number happened. */
    public static Instant time(long seq) {
        return Instant.parse("2026-11-21T12:00:00Z").plusSeconds(seq);
    }

    public List<Stored<SpaceEvent>> stored() {
        return List.copyOf(stored);
    }

    /** Stores what has not been stored yet. */
    public void store(Database database) throws SQLException {
        database.transact(connection -> {
            for (var event : stored.subList(written, stored.size())) {
                JournalWriter.write(connection, "space|" + space, event.seq(), event.event());
            }
            written = stored.size();
            return written;
        });
    }

    private Instant now() {
        return time(stored.size() + 1);
    }

    private SpaceStory and(SpaceEvent event) {
        stored.add(new Stored<>(stored.size() + 1, event));
        return this;
    }

    public SpaceStory created(String name, boolean hidden) {
        var settings = new SpaceSettings(name, "Title of " + name, "", hidden, FloorSettings.DEFAULT);
        return and(new SpaceEvent.SpaceCreated("e1", settings, OWNER, now()));
    }

    public SpaceStory joined(MemberId member) {
        return and(new SpaceEvent.MemberJoined(member, MemberKind.HUMAN, member.value(), Role.MEMBER, OWNER, now()));
    }

    public SpaceStory left(MemberId member) {
        return and(new SpaceEvent.MemberLeft(member, member, now()));
    }

    public SpaceStory posted(String key, MemberId author, String text) {
        return posted(key, author, text, List.of());
    }

    public SpaceStory posted(String key, MemberId author, String text, List<MemberId> mentions) {
        return posted(key, author, MemberKind.HUMAN, text, mentions, Provenance.NONE, null);
    }

    /** An agent's message that ends its turn. */
    public SpaceStory answered(String turn, String agent, String text) {
        var provenance = new Provenance(new MessageId("m_1"), 1, new MessageId("m_1"), new TurnId(turn));
        var answer = new Answer("offline/rules", TokenCount.NONE, Cost.NONE, 5);
        return posted(turn, new MemberId(agent), MemberKind.AGENT, text, List.of(), provenance, answer);
    }

    private SpaceStory posted(
            String key,
            MemberId author,
            MemberKind kind,
            String text,
            List<MemberId> mentions,
            Provenance provenance,
            @Nullable Answer answer) {
        ordinal++;
        return and(new SpaceEvent.MessagePosted(
                new MessageId("m_" + key),
                ordinal,
                key,
                author,
                kind,
                MessageKind.CHAT,
                text,
                mentions,
                null,
                provenance,
                answer,
                now()));
    }

    public SpaceStory edited(String key, String text) {
        return and(new SpaceEvent.MessageEdited(new MessageId("m_" + key), 2, text, List.of(), OWNER, now()));
    }

    public SpaceStory deleted(String key, MemberId by) {
        return and(new SpaceEvent.MessageDeleted(new MessageId("m_" + key), by, now()));
    }

    public SpaceStory reacted(String key, String emoji, MemberId by) {
        return and(new SpaceEvent.ReactionSet(new MessageId("m_" + key), emoji, by, now()));
    }

    public SpaceStory granted(String turn) {
        return and(new SpaceEvent.TurnGranted(
                new TurnId(turn),
                new MemberId("a_jarvis"),
                new MessageId("m_1"),
                new MessageId("m_1"),
                1,
                5,
                now().plusSeconds(150),
                now()));
    }

    public SpaceStory cancelled(String turn) {
        return and(new SpaceEvent.TurnCancelled(new TurnId(turn), new MemberId("u_ada"), now()));
    }

    public SpaceStory settled(String turn) {
        return and(new SpaceEvent.TurnSettled(new TurnId(turn), TokenCount.NONE, Cost.NONE, "", now()));
    }

    public SpaceStory failed(String turn) {
        return and(new SpaceEvent.TurnFailed(
                new TurnId(turn), TurnFailure.MODEL, "no answer", TokenCount.NONE, Cost.NONE, "", now()));
    }
}
