package parley.gateway.rt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What a client makes of a snapshot and of the events that follow it: the reference for the reducers of real clients.
 * Two that know the same of a space are told apart by nothing but how far back their messages go.
 */
final class FoldedSpace {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode about = JSON.createObjectNode();
    private final Map<String, ObjectNode> members = new TreeMap<>();
    private final Map<String, ObjectNode> turns = new TreeMap<>();
    private final Map<String, ObjectNode> intentions = new TreeMap<>();
    private final LinkedHashMap<String, ObjectNode> messages = new LinkedHashMap<>();
    private long seq;
    private long ordinal;

    /** All that can be compared of a space. */
    record Known(
            JsonNode about,
            long seq,
            long ordinal,
            Map<String, ObjectNode> members,
            Set<String> thinking,
            Map<String, ObjectNode> turns,
            Map<String, ObjectNode> intentions,
            List<ObjectNode> messages) {}

    FoldedSpace(List<JsonNode> snapshot) {
        for (var part : snapshot) {
            var data = part.path("data");
            seq = part.path("at").asLong();
            ordinal = Math.max(ordinal, data.path("mo").asLong());
            data.path("space").properties().forEach(field -> about.set(field.getKey(), field.getValue()));
            data.path("members").forEach(member -> members.put(id(member), copy(member)));
            data.path("turns").forEach(turn -> turns.put(turn.path("turn").asText(), copy(turn)));
            data.path("intentions").forEach(intention -> intentions.put(name(intention), copy(intention)));
            data.path("messages").forEach(message -> messages.put(id(message), copy(message)));
        }
    }

    /** Who is shown to be thinking in a snapshot. */
    static Set<String> thinking(List<JsonNode> snapshot) {
        var thinking = new TreeSet<String>();
        for (var part : snapshot) {
            part.path("data").path("agents").forEach(agent -> {
                if (agent.path("state").asText().equals("thinking")) {
                    thinking.add(id(agent));
                }
            });
        }
        return thinking;
    }

    /** One frame that follows. */
    void apply(JsonNode frame) {
        if (frame.path("op").asText().equals("skip")) {
            seq = frame.path("to").asLong();
            return;
        }
        seq = frame.path("seq").asLong();
        var data = frame.path("data");
        switch (frame.path("type").asText()) {
            case "space.updated" -> data.properties().forEach(field -> about.set(field.getKey(), field.getValue()));
            case "space.archived" -> {
                about.put("archived", true);
                intentions.clear();
            }
            case "member.joined" -> members.put(id(data), copy(data));
            case "member.left" -> {
                members.remove(id(data));
                intentions.keySet().removeIf(name -> name.startsWith(id(data) + " "));
            }
            case "member.role" -> change(members, id(data), member -> member.set("role", data.path("role")));
            case "message.created" -> posted(data);
            case "message.edited" -> change(messages, id(data), message -> edited(message, data));
            case "message.deleted" -> change(messages, id(data), FoldedSpace::deleted);
            case "reaction.set" -> change(messages, id(data), message -> react(message, data, true));
            case "reaction.unset" -> change(messages, id(data), message -> react(message, data, false));
            case "turn.granted" -> granted(frame);
            case "turn.passed", "turn.failed", "turn.cancelled", "turn.superseded" ->
                turns.remove(data.path("turn").asText());
            case "turn.denied", "turn.settled" -> {}
            case "intention.declared" -> {
                var intention = copy(data);
                intention.set("since", frame.path("ts"));
                intentions.put(name(data), intention);
            }
            case "intention.updated" ->
                change(intentions, name(data), intention -> {
                    intention.set("text", data.path("text"));
                    intention.set("until", data.path("until"));
                });
            case "intention.resolved", "intention.expired" -> intentions.remove(name(data));
            default -> throw new AssertionError("no client would know " + frame);
        }
    }

    /** What is known, with messages from a place among them on. */
    Known known(long fromOrdinal) {
        var thinking = new TreeSet<String>();
        turns.values().forEach(turn -> {
            if (members.containsKey(turn.path("agent").asText())) {
                thinking.add(turn.path("agent").asText());
            }
        });
        return new Known(
                about,
                seq,
                ordinal,
                members,
                thinking,
                turns,
                intentions,
                messages.values().stream()
                        .filter(message -> message.path("mo").asLong() >= fromOrdinal)
                        .toList());
    }

    /** The place of the oldest message; the one to come where there is none. */
    long oldest() {
        return messages.isEmpty()
                ? ordinal + 1
                : messages.firstEntry().getValue().path("mo").asLong();
    }

    private void posted(JsonNode data) {
        var message = copy(data);
        message.set("reactions", JSON.createObjectNode());
        message.put("rev", 1);
        messages.put(id(data), message);
        ordinal = data.path("mo").asLong();
        turns.remove(data.path("turn").asText());
    }

    private static void edited(ObjectNode message, JsonNode data) {
        message.set("text", data.path("text"));
        message.set("mentions", data.path("mentions"));
        message.set("rev", data.path("rev"));
        message.put("edited", true);
    }

    private static void deleted(ObjectNode message) {
        message.put("text", "");
        message.set("mentions", JSON.createArrayNode());
        message.set("reactions", JSON.createObjectNode());
        message.put("deleted", true);
    }

    private static void react(ObjectNode message, JsonNode data, boolean on) {
        var emoji = data.path("emoji").asText();
        var reactions = message.withObject("/reactions");
        var who = new TreeSet<String>();
        reactions.path(emoji).forEach(one -> who.add(one.asText()));
        if (on) {
            who.add(data.path("by").asText());
        } else {
            who.remove(data.path("by").asText());
        }
        reactions.remove(emoji);
        if (!who.isEmpty()) {
            var row = reactions.putArray(emoji);
            who.forEach(row::add);
        }
    }

    private void granted(JsonNode frame) {
        var turn = copy(frame.path("data"));
        turn.remove("left");
        turn.set("since", frame.path("ts"));
        turns.put(turn.path("turn").asText(), turn);
    }

    private static void change(Map<String, ObjectNode> all, String id, Consumer<ObjectNode> how) {
        var one = all.get(id);
        if (one != null) {
            how.accept(one);
        }
    }

    private static String name(JsonNode intention) {
        return intention.path("member").asText() + " " + intention.path("key").asText();
    }

    private static String id(JsonNode node) {
        return node.path("id").asText();
    }

    /** With those who reacted in the order of their ids, as their order means nothing. */
    private static ObjectNode copy(JsonNode node) {
        ObjectNode copy = node.deepCopy();
        copy.path("reactions").properties().forEach(row -> {
            var who = new TreeSet<String>();
            row.getValue().forEach(one -> who.add(one.asText()));
            var sorted = JSON.createArrayNode();
            who.forEach(sorted::add);
            row.setValue(sorted);
        });
        return copy;
    }
}
