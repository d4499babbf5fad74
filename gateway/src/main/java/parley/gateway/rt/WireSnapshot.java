package parley.gateway.rt;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import parley.presence.Activity;
import parley.presence.Doing;
import parley.space.Intention;
import parley.space.Member;
import parley.space.MemberId;
import parley.space.MemberKind;
import parley.space.Message;
import parley.space.Space;
import parley.space.SpaceId;
import parley.space.actor.Batch;
import parley.space.actor.Ephemeral;
import parley.space.actor.Memo;

/**
 * The state of a space as a client that begins with it reads it: in parts, none of which is much larger than a frame.
 */
final class WireSnapshot {

    /** Room for the envelope of a part. */
    private static final int ENVELOPE = 256;

    private WireSnapshot() {}

    private record MessagesKey(long seq, int tail) {}

    /**
     * The lines of a snapshot. Those with messages are the same for all who begin at the same moment.
     *
     * @param shared what was made for others just now
     * @param tail how many of the last messages it holds at most
     */
    static List<byte[]> lines(SpaceId id, Memo shared, Space space, Ephemeral passing, int tail) {
        List<byte[]> messages = shared.get(new MessagesKey(space.seq(), tail), () -> messages(id, space, tail));
        var lines = new ArrayList<byte[]>();
        lines.add(line(id, space, 1, messages.size() + 1, json -> about(json, id, space, passing)));
        lines.addAll(messages);
        return lines;
    }

    private static List<byte[]> messages(SpaceId id, Space space, int tail) {
        var recent = space.recent();
        var groups = groups(recent.subList(Math.max(0, recent.size() - tail), recent.size()));
        var lines = new ArrayList<byte[]>();
        for (var group : groups) {
            lines.add(line(
                    id,
                    space,
                    lines.size() + 2,
                    groups.size() + 1,
                    json -> Wire.objects(json, "messages", group, WireMessages::write)));
        }
        return lines;
    }

    private static byte[] line(SpaceId id, Space space, int part, int of, Wire.Fields data) {
        return Wire.line(json -> {
            json.writeStringField("op", "snap");
            json.writeStringField("space", id.value());
            json.writeNumberField("part", part);
            json.writeNumberField("of", of);
            json.writeNumberField("at", space.seq());
            json.writeStringField("epoch", space.epoch());
            Wire.object(json, "data", data);
        });
    }

    private static void about(JsonGenerator json, SpaceId id, Space space, Ephemeral passing) throws IOException {
        Wire.object(json, "space", about -> {
            about.writeStringField("id", id.value());
            about.writeBooleanField("archived", space.archivedAt() != null);
            var settings = space.settings();
            if (settings != null) {
                WireEvents.settings(about, settings);
            }
        });
        json.writeNumberField("mo", space.ordinal());
        Wire.objects(json, "members", space.members().values(), WireSnapshot::member);
        agents(json, space, passing);
        Wire.objects(
                json,
                "turns",
                space.floor().open().values(),
                (one, turn) -> WireTurns.open(one, turn, passing.drafts().get(turn.id())));
        Wire.objects(json, "intentions", space.intentions().all(), WireSnapshot::intention);
        WireEphemeral.presence(json, passing);
        WireEphemeral.versions(json, passing);
    }

    private static void member(JsonGenerator json, Member member) throws IOException {
        Wire.id(json, "id", member.id());
        json.writeStringField("kind", Wire.word(member.kind()));
        json.writeStringField("name", member.name());
        json.writeStringField("role", Wire.word(member.role()));
        json.writeNumberField("joinedAt", member.joinedAt().toEpochMilli());
    }

    private static void intention(JsonGenerator json, Intention intention) throws IOException {
        WireEvents.intention(json, intention.member(), intention.key(), intention.text(), intention.until());
        json.writeNumberField("since", intention.declaredAt().toEpochMilli());
    }

    private static void agents(JsonGenerator json, Space space, Ephemeral passing) throws IOException {
        var agents = space.members().values().stream()
                .filter(member -> member.kind() == MemberKind.AGENT)
                .toList();
        Wire.objects(json, "agents", agents, (one, agent) -> {
            Wire.id(one, "id", agent.id());
            one.writeStringField("name", agent.name());
            one.writeStringField("state", WireEphemeral.state(activity(agent.id(), space, passing)));
        });
    }

    /** An agent of whom nothing is told works where it has a turn. */
    private static Activity activity(MemberId agent, Space space, Ephemeral passing) {
        return passing.agents().get(agent).map(Doing::activity).orElseGet(() -> {
            boolean works = space.floor().open().values().stream()
                    .anyMatch(turn -> turn.agent().equals(agent));
            return works ? Activity.THINKING : Activity.IDLE;
        });
    }

    /** Consecutive messages whose texts fit into one frame together. */
    private static List<List<Message>> groups(List<Message> messages) {
        var groups = new ArrayList<List<Message>>();
        int room = 0;
        for (var message : messages) {
            int size = ENVELOPE + 2 * message.text().length();
            if (groups.isEmpty() || size > room) {
                groups.add(new ArrayList<>());
                room = Batch.BYTES_MAX - ENVELOPE;
            }
            groups.getLast().add(message);
            room -= size;
        }
        return groups;
    }
}
