package parley.gateway.rt;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import parley.presence.Draft;
import parley.presence.Presence;
import parley.presence.Typing;
import parley.presence.Versioned;
import parley.space.MemberId;
import parley.space.SpaceId;
import parley.space.actor.Ephemeral;

/** What passes in a space, as clients read it. */
final class WireEphemeral {

    /**
     * Characters of a draft sent as one piece; of a longer piece only the place is told, and the client fetches the
     * text.
     */
    static final int PIECE_MAX = 4 * 1024;

    private WireEphemeral() {}

    /** Who is there, into the object of a snapshot. */
    static void presence(JsonGenerator json, Ephemeral passing) throws IOException {
        Wire.object(json, "presence", fields -> {
            fields.writeStringField("incarnation", passing.incarnation());
            fields.writeNumberField("version", passing.presence().version());
            rows(fields, passing.presence().since(0), WireEphemeral::presence);
        });
    }

    /** What changed about presence since a version. */
    static byte[] presence(SpaceId space, Ephemeral passing, long base) {
        return delta(space, "presence", passing.incarnation(), passing.presence(), base, WireEphemeral::presence);
    }

    /** Who began or ended typing since a version. */
    static byte[] typing(SpaceId space, Ephemeral passing, long base) {
        return delta(space, "typing", passing.incarnation(), passing.typing(), base, WireEphemeral::typing);
    }

    /** What an agent has written since a place. */
    static byte[] draft(SpaceId space, Draft draft, int from) {
        var text = draft.text();
        boolean tooLong = text.length() - from > PIECE_MAX;
        return Wire.line(json -> {
            json.writeStringField("op", "eph");
            json.writeStringField("space", space.value());
            json.writeStringField("model", "stream");
            Wire.id(json, "turn", draft.turn());
            Wire.id(json, "agent", draft.agent());
            json.writeNumberField("try", draft.attempt());
            json.writeNumberField("offset", tooLong ? text.length() : from);
            json.writeStringField("text", tooLong ? "" : text.substring(from));
        });
    }

    @FunctionalInterface
    private interface Row<V> {

        void write(JsonGenerator json, V value) throws IOException;
    }

    private static <V> byte[] delta(
            SpaceId space, String model, String incarnation, Versioned<V> table, long base, Row<V> row) {
        return Wire.line(json -> {
            json.writeStringField("op", "eph");
            json.writeStringField("space", space.value());
            json.writeStringField("model", model);
            json.writeStringField("incarnation", incarnation);
            json.writeNumberField("base", base);
            json.writeNumberField("version", table.version());
            rows(json, table.since(base), row);
        });
    }

    private static <V> void rows(JsonGenerator json, Map<MemberId, Optional<V>> changed, Row<V> row)
            throws IOException {
        json.writeObjectFieldStart("set");
        for (var change : changed.entrySet()) {
            if (change.getValue().isPresent()) {
                json.writeObjectFieldStart(change.getKey().value());
                row.write(json, change.getValue().get());
                json.writeEndObject();
            }
        }
        json.writeEndObject();
        Wire.ids(
                json,
                "del",
                changed.entrySet().stream()
                        .filter(change -> change.getValue().isEmpty())
                        .map(Map.Entry::getKey)
                        .toList());
    }

    private static void presence(JsonGenerator json, Presence presence) throws IOException {
        json.writeStringField("state", Wire.word(presence.state()));
        json.writeNumberField("since", presence.since().toEpochMilli());
        json.writeNumberField("lastSeen", presence.lastSeen().toEpochMilli());
    }

    private static void typing(JsonGenerator json, Typing typing) throws IOException {
        json.writeNumberField("until", typing.until().toEpochMilli());
    }
}
