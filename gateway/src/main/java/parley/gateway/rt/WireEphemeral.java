package parley.gateway.rt;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.presence.Activity;
import parley.presence.Doing;
import parley.presence.Draft;
import parley.presence.Presence;
import parley.presence.Typing;
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

    /** Who is there, into the object of a snapshot; of a crowd only how many. */
    static void presence(JsonGenerator json, Ephemeral passing) throws IOException {
        Wire.object(json, "presence", fields -> {
            fields.writeStringField("incarnation", passing.incarnation());
            fields.writeNumberField("version", passing.presence().version());
            fields.writeNumberField("online", passing.online());
            rows(fields, passing.crowded() ? Map.of() : passing.presence().since(0), WireEphemeral::presence);
        });
    }

    /** Which versions a snapshot holds, in the form in which a client names them when it returns. */
    static void versions(JsonGenerator json, Ephemeral passing) throws IOException {
        Wire.object(json, "eph", fields -> {
            for (var model : List.of(Model.PRESENCE, Model.AGENTS)) {
                fields.writeArrayFieldStart(model.wire());
                fields.writeString(passing.incarnation());
                fields.writeNumber(version(passing, model));
                fields.writeEndArray();
            }
        });
    }

    static long version(Ephemeral passing, Model model) {
        return switch (model) {
            case AGENTS -> passing.agents().version();
            case PRESENCE -> passing.presence().version();
            case TYPING -> passing.typing().version();
        };
    }

    /** What changed in a model since a version; all of it after 0. */
    static byte[] delta(SpaceId space, Model model, Ephemeral passing, long base) {
        return switch (model) {
            case AGENTS ->
                eph(
                        space,
                        model,
                        passing,
                        base,
                        json -> rows(json, passing.agents().since(base), WireEphemeral::doing));
            case PRESENCE -> presence(space, passing, base, passing.presence().since(base));
            case TYPING ->
                eph(
                        space,
                        model,
                        passing,
                        base,
                        json -> rows(json, passing.typing().since(base), WireEphemeral::typing));
        };
    }

    /** These changes to who is there. */
    static byte[] presence(SpaceId space, Ephemeral passing, long base, Map<MemberId, Optional<Presence>> changed) {
        return eph(space, Model.PRESENCE, passing, base, json -> {
            json.writeNumberField("online", passing.online());
            rows(json, changed, WireEphemeral::presence);
        });
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

    private static byte[] eph(SpaceId space, Model model, Ephemeral passing, long base, Wire.Fields rows) {
        return Wire.line(json -> {
            json.writeStringField("op", "eph");
            json.writeStringField("space", space.value());
            json.writeStringField("model", model.wire());
            json.writeStringField("incarnation", passing.incarnation());
            json.writeNumberField("base", base);
            json.writeNumberField("version", version(passing, model));
            rows.write(json);
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
        if (presence.since() != null) {
            json.writeNumberField("since", presence.since().toEpochMilli());
        }
        if (presence.lastSeen() != null) {
            json.writeNumberField("lastSeen", presence.lastSeen().toEpochMilli());
        }
        Wire.ids(json, "devices", presence.devices());
    }

    private static void doing(JsonGenerator json, Doing doing) throws IOException {
        json.writeStringField("state", state(doing.activity()));
        Wire.id(json, "turn", doing.turn());
        json.writeNumberField("since", doing.since().toEpochMilli());
    }

    /** What an agent does, in one word. */
    static String state(Activity activity) {
        return switch (activity) {
            case Activity.Idle _ -> "idle";
            case Activity.Thinking _ -> "thinking";
            case Activity.Using(var tool) -> "tool:" + tool;
            case Activity.WaitingApproval _ -> "waiting_approval";
            case Activity.PausedBudget _ -> "paused_budget";
            case Activity.Failed _ -> "failed";
        };
    }

    private static void typing(JsonGenerator json, Typing typing) throws IOException {
        json.writeNumberField("since", typing.since().toEpochMilli());
    }
}
