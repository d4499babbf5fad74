package parley.gateway.rt;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import parley.presence.Activity;
import parley.presence.Doing;
import parley.presence.Draft;
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
            lines.add(line(id, space, lines.size() + 2, groups.size() + 1, json -> messages(json, group)));
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
        json.writeArrayFieldStart("members");
        for (var member : space.members().values()) {
            json.writeStartObject();
            Wire.id(json, "id", member.id());
            json.writeStringField("kind", Wire.word(member.kind()));
            json.writeStringField("name", member.name());
            json.writeStringField("role", Wire.word(member.role()));
            json.writeNumberField("joinedAt", member.joinedAt().toEpochMilli());
            json.writeEndObject();
        }
        json.writeEndArray();
        agents(json, space, passing);
        json.writeArrayFieldStart("turns");
        for (var turn : space.floor().open().values()) {
            json.writeStartObject();
            Draft draft = passing.drafts().get(turn.id());
            WireTurns.open(json, turn, draft);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("intentions");
        for (var intention : space.intentions().all()) {
            json.writeStartObject();
            WireEvents.intention(json, intention.member(), intention.key(), intention.text(), intention.until());
            json.writeNumberField("since", intention.declaredAt().toEpochMilli());
            json.writeEndObject();
        }
        json.writeEndArray();
        WireEphemeral.presence(json, passing);
        WireEphemeral.versions(json, passing);
    }

    private static void agents(JsonGenerator json, Space space, Ephemeral passing) throws IOException {
        json.writeArrayFieldStart("agents");
        for (var member : space.members().values()) {
            if (member.kind() == MemberKind.AGENT) {
                json.writeStartObject();
                Wire.id(json, "id", member.id());
                json.writeStringField("name", member.name());
                json.writeStringField("state", WireEphemeral.state(activity(member.id(), space, passing)));
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    /** An agent of whom nothing is told works where it has a turn. */
    private static Activity activity(MemberId agent, Space space, Ephemeral passing) {
        return passing.agents().get(agent).map(Doing::activity).orElseGet(() -> {
            boolean works = space.floor().open().values().stream()
                    .anyMatch(turn -> turn.agent().equals(agent));
            return works ? Activity.THINKING : Activity.IDLE;
        });
    }

    private static void messages(JsonGenerator json, List<Message> messages) throws IOException {
        json.writeArrayFieldStart("messages");
        for (var message : messages) {
            json.writeStartObject();
            WireMessages.write(json, message);
            json.writeEndObject();
        }
        json.writeEndArray();
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
