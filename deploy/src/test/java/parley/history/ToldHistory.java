package parley.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A history as a space that keeps its promises would make it; the same for the same seed. */
final class ToldHistory {

    static final String ANA = "u_ana";
    static final Client ANAS = new Client(ANA, "web");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> USERS = List.of(ANA, "u_bo", "u_cy");
    private static final int STEPS = 60;

    private final Random random;
    private final List<Entry> log = new ArrayList<>();
    private final List<Acknowledged> acknowledged = new ArrayList<>();
    private final List<Reading> readings = new ArrayList<>();
    private final List<Marked> marked = new ArrayList<>();
    private final Map<String, Long> began = new HashMap<>();
    private final List<String> messages = new ArrayList<>();

    private ToldHistory(long seed) {
        random = new Random(seed);
    }

    static History of(long seed) {
        return new ToldHistory(seed).told();
    }

    private History told() {
        append("space.created", JSON.createObjectNode());
        USERS.forEach(this::join);
        posted(ANA);
        stopReading(ANA, false);
        for (int step = 0; step < STEPS; step++) {
            step(USERS.get(random.nextInt(USERS.size())));
        }
        posted("u_bo");
        var told = USERS.stream().map(this::toldOf).toList();
        List.copyOf(began.keySet()).forEach(user -> stopReading(user, true));
        return new History(log, clients(), acknowledged, readings, marked, told);
    }

    private static Set<Client> clients() {
        return USERS.stream().map(ToldHistory::clientOf).collect(Collectors.toSet());
    }

    private static Client clientOf(String user) {
        return new Client(user, "web");
    }

    private void step(String user) {
        if (!began.containsKey(user)) {
            join(user);
            return;
        }
        var target = messages.get(random.nextInt(messages.size()));
        switch (random.nextInt(8)) {
            case 0 ->
                changed(
                        user,
                        "message.edited",
                        object("id", target, "text", "edited " + log.size()).put("rev", 2));
            case 1 ->
                changed(
                        user,
                        "reaction.set",
                        object("id", target, "emoji", "+1").put("by", user));
            case 2 -> stopReading(user, false);
            case 3 -> {
                if (!user.equals(ANA)) {
                    append("member.left", object("id", user, "by", user));
                    stopReading(user, false);
                    began.remove(user);
                }
            }
            case 4 -> marked.add(new Marked(user, log.size(), true));
            default -> posted(user);
        }
    }

    private void join(String user) {
        append("member.joined", object("id", user, "name", user));
        began.put(user, (long) log.size());
    }

    private void posted(String user) {
        var number = log.size();
        messages.add("m_" + number);
        var data = object("id", "m_" + number, "key", "k_" + number)
                .put("author", user)
                .put("text", "text " + number);
        acknowledged.add(
                new Acknowledged(user, "message.created", "k_" + number, append("message.created", data), true));
    }

    private void changed(String user, String type, ObjectNode data) {
        acknowledged.add(new Acknowledged(user, type, data.path("id").asText(), append(type, data), true));
    }

    private long append(String type, ObjectNode data) {
        log.add(new Entry(log.size() + 1L, type, data));
        return log.size();
    }

    /** A reader who had the state at the place where they began, or was there before, and goes on from here. */
    private void stopReading(String user, boolean toTheEnd) {
        long from = began.getOrDefault(user, 0L);
        boolean wasThere = readings.stream().anyMatch(one -> one.user().equals(user) && one.end() == from);
        var state = wasThere && random.nextBoolean() ? null : state(log, from);
        readings.add(new Reading(
                clientOf(user), from, from, state, log.subList((int) from, log.size()), log.size(), toTheEnd));
        began.put(user, (long) log.size());
    }

    /** The state that a reader begins with at a place. */
    static List<JsonNode> state(List<Entry> log, long place) {
        return MessageState.after(log, place).entrySet().stream()
                .map(one -> snapshot(one.getKey(), one.getValue()))
                .toList();
    }

    private static JsonNode snapshot(String id, MessageState message) {
        var node = object("id", id, "text", message.text())
                .put("rev", message.revision())
                .put("deleted", message.deleted());
        var reactions = node.putObject("reactions");
        message.reactions().forEach((emoji, who) -> new TreeSet<>(who).forEach(reactions.withArray("/" + emoji)::add));
        return node;
    }

    private Told toldOf(String user) {
        long upTo = marked.stream()
                .filter(one -> one.user().equals(user))
                .mapToLong(Marked::upTo)
                .max()
                .orElse(0);
        long joined = log.stream()
                .filter(entry ->
                        entry.type().equals("member.joined") && entry.text("id").equals(user))
                .mapToLong(Entry::seq)
                .max()
                .orElse(0);
        long unread = log.stream()
                .filter(entry -> entry.type().equals("message.created") && entry.seq() > Math.max(upTo, joined))
                .filter(entry -> !entry.text("author").equals(user))
                .count();
        return new Told(user, upTo, unread);
    }

    private static ObjectNode object(String field, String value, String other, String otherValue) {
        return JSON.createObjectNode().put(field, value).put(other, otherValue);
    }
}
