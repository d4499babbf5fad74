package parley.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A message as it stands: what edits and reactions converge to. */
record MessageState(String text, long revision, boolean deleted, Map<String, Set<String>> reactions) {

    /** The messages after the log up to a place, oldest first. */
    static SequencedMap<String, MessageState> after(Iterable<Entry> log, long upTo) {
        var messages = new LinkedHashMap<String, MessageState>();
        for (var entry : log) {
            if (entry.seq() <= upTo) {
                messages.computeIfPresent(entry.text("id"), (_, message) -> message.changed(entry));
                if (entry.type().equals("message.created")) {
                    messages.put(entry.text("id"), new MessageState(entry.text("text"), 1, false, Map.of()));
                }
            }
        }
        return messages;
    }

    /** A message that a snapshot holds. */
    static MessageState of(JsonNode message) {
        var reactions = new TreeMap<String, Set<String>>();
        message.path("reactions").properties().forEach(row -> {
            var who = new TreeSet<String>();
            row.getValue().forEach(one -> who.add(one.asText()));
            reactions.put(row.getKey(), who);
        });
        return new MessageState(
                message.path("text").asText(),
                message.path("rev").asLong(),
                message.path("deleted").asBoolean(),
                reactions);
    }

    private MessageState changed(Entry entry) {
        return switch (entry.type()) {
            case "message.edited" ->
                new MessageState(entry.text("text"), entry.data().path("rev").asLong(), deleted, reactions);
            case "message.deleted" -> new MessageState("", revision, true, Map.of());
            case "reaction.set" -> reacted(entry.text("emoji"), entry.text("by"), true);
            case "reaction.unset" -> reacted(entry.text("emoji"), entry.text("by"), false);
            default -> this;
        };
    }

    private MessageState reacted(String emoji, String by, boolean on) {
        var all = new TreeMap<>(reactions);
        var who = new TreeSet<>(all.getOrDefault(emoji, Set.of()));
        if (on) {
            who.add(by);
        } else {
            who.remove(by);
        }
        all.remove(emoji);
        if (!who.isEmpty()) {
            all.put(emoji, who);
        }
        return new MessageState(text, revision, deleted, all);
    }
}
