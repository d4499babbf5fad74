package parley.system;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a server owes to the frames of one connection: exactly one answer to every command, by its number, and an error to
 * whatever is no frame.
 */
final class Dues {

    private static final int UNREADABLE_MAX = 10;
    private static final int FRAME_MAX = 64 * 1024;
    private static final Set<String> UNREADABLE = Set.of("malformed", "unknown_op", "frame_too_big");
    private static final ObjectMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(16)
                            .maxNumberLength(20)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<Long, Integer> commands = new HashMap<>();
    private int errorsDue;
    private int perhaps;
    private int unreadable;
    private boolean repeatedHello;

    /** A message was sent. */
    void said(byte[] message) {
        if (message.length > FRAME_MAX || message.length == 0) {
            errorsDue++;
            return;
        }
        int from = 0;
        for (int at = 0; at <= message.length; at++) {
            if (at == message.length || message[at] == '\n') {
                if (at > from) {
                    frame(message, from, at - from);
                }
                from = at + 1;
            }
        }
    }

    private void frame(byte[] message, int from, int length) {
        try {
            var frame = STRICT.readTree(message, from, length);
            if (frame == null || !frame.isObject() || !frame.path("op").isTextual()) {
                errorsDue++;
                return;
            }
            read(frame);
        } catch (IOException noFrame) {
            errorsDue++;
        }
    }

    private void read(JsonNode frame) {
        switch (frame.path("op").asText()) {
            case "cmd" -> {
                var id = frame.path("id");
                if (id.isIntegralNumber() && id.canConvertToLong()) {
                    commands.merge(id.longValue(), 1, Integer::sum);
                } else {
                    errorsDue++;
                }
            }
            case "hello" -> repeatedHello = true;
            default -> perhaps++;
        }
    }

    /** A frame was heard; false where nobody asked for it. */
    boolean heard(JsonNode frame) {
        boolean error = frame.path("op").asText().equals("err");
        boolean isUnreadable =
                error && UNREADABLE.contains(frame.path("problem").path("code").asText());
        unreadable += isUnreadable ? 1 : 0;
        if (!frame.has("re")) {
            errorsDue -= isUnreadable && errorsDue > 0 ? 1 : 0;
            return true;
        }
        long answered = frame.path("re").asLong();
        boolean asked = commands.containsKey(answered);
        commands.computeIfPresent(answered, (_, left) -> left == 1 ? null : left - 1);
        return asked || isUnreadable;
    }

    /** Whether everything that was said has its answer. */
    boolean settled() {
        boolean settled = commands.isEmpty() && errorsDue == 0;
        perhaps = settled ? 0 : perhaps;
        return settled;
    }

    /** Whether the client has given a reason to be closed so; what was due then is not told any more. */
    boolean deserved(int code) {
        return switch (code) {
            case 4200 -> unreadable + errorsDue + commands.size() + perhaps > UNREADABLE_MAX;
            case 4205 -> repeatedHello;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return "unanswered %s, errors due %d, unreadable %d".formatted(commands, errorsDue, unreadable);
    }
}
