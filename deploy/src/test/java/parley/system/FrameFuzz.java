package parley.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Frames as a client in disorder sends them: right ones, nearly right ones and noise; the same for the same seed. */
final class FrameFuzz {

    private static final String COMMAND =
            "{\"op\":\"cmd\",\"id\":%%d,\"space\":\"%%s\",\"type\":\"%s\",\"key\":\"%%s\",\"data\":%s}";

    private static final List<String> RIGHT = List.of(
            COMMAND.formatted("message.send", "{\"text\":\"hi\",\"mentions\":[\"a_jarvis\"],\"replyTo\":null}"),
            COMMAND.formatted("message.edit", "{\"id\":\"m_1\",\"text\":\"better\",\"ifRev\":1}"),
            COMMAND.formatted("message.delete", "{\"id\":\"m_1\"}"),
            COMMAND.formatted("reaction.set", "{\"id\":\"m_1\",\"emoji\":\"👍\"}"),
            COMMAND.formatted("reaction.unset", "{\"id\":\"m_1\",\"emoji\":\"👍\"}"),
            COMMAND.formatted("turn.cancel", "{\"turn\":\"t_1\"}"),
            COMMAND.formatted("intention.declare", "{\"key\":\"k\",\"text\":\"to eat\",\"until\":1795000000000}"),
            COMMAND.formatted("intention.resolve", "{\"key\":\"k\"}"),
            COMMAND.formatted("read.set", "{\"upTo\":1}"),
            COMMAND.formatted("read.unset", "{\"upTo\":1,\"rev\":1}"),
            COMMAND.formatted("draft.set", "{\"text\":\"I was about\"}"),
            COMMAND.formatted("space.mute", "{}"),
            "{\"op\":\"sub\",\"id\":%d,\"space\":\"%s\",\"device\":\"%s\",\"tail\":3,\"own\":false}",
            "{\"op\":\"sub\",\"id\":%d,\"space\":\"%s\",\"device\":\"%s\",\"only\":[\"presence\",\"typing\"]}",
            "{\"op\":\"unsub\",\"id\":%d,\"space\":\"%s\",\"device\":\"%s\"}",
            "{\"op\":\"pull\",\"id\":%d,\"space\":\"%s\",\"device\":\"%s\",\"after\":1,\"limit\":2}",
            "{\"op\":\"ack\",\"id\":%d,\"a\":{\"%s\":3},\"device\":\"%s\"}",
            "{\"op\":\"act\",\"id\":%d,\"space\":\"%s\",\"device\":\"%s\",\"typing\":true,\"visible\":[\"u_1\"]}",
            "{\"op\":\"auth\",\"id\":%d,\"space\":\"%s\",\"ticket\":\"%s\"}",
            "{\"op\":\"ping\",\"id\":%d,\"space\":\"%s\",\"device\":\"%s\"}");

    private static final List<String> ODD = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1.5",
            "1e400",
            "9223372036854775807",
            "9223372036854775808",
            "123456789012345678901234567890",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"sp_\"",
            "\"no such thing\"",
            "[]",
            "{}",
            "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]",
            "{\"op\":\"cmd\"}");

    private static final int HELLO_ONE_IN = 400;
    private static final int LARGE_ONE_IN = 500;
    private static final int LARGE = 70_000;

    private final Random random;
    private final String space;
    private int id;

    FrameFuzz(long seed, String space) {
        this.random = new Random(seed);
        this.space = space;
    }

    /** A command that is right in every way, and is refused. */
    String harmless() {
        return right(COMMAND.formatted("turn.cancel", "{\"turn\":\"t_1\"}"));
    }

    byte[] next() {
        if (random.nextInt(HELLO_ONE_IN) == 0) {
            return "{\"op\":\"hello\",\"v\":%d}".formatted(random.nextInt(3)).getBytes(UTF_8);
        }
        if (random.nextInt(LARGE_ONE_IN) == 0) {
            return harmless().replace("t_1", "x".repeat(random.nextInt(LARGE))).getBytes(UTF_8);
        }
        var frame = right(RIGHT.get(random.nextInt(RIGHT.size())));
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> frame.getBytes(UTF_8);
            case 3, 4, 5 -> replaced(frame).getBytes(UTF_8);
            case 6 -> without(frame).getBytes(UTF_8);
            case 7 -> flipped(frame.getBytes(UTF_8));
            case 8 -> cut(frame.getBytes(UTF_8));
            default -> (frame + "\n".repeat(random.nextInt(3)) + new String(next(), UTF_8)).getBytes(UTF_8);
        };
    }

    private String right(String form) {
        return form.formatted(++id, space, Ulid.next());
    }

    /** One value of it is something else. */
    private String replaced(String frame) {
        return changed(frame, (object, name) -> object.set(name, odd()));
    }

    private String without(String frame) {
        return changed(frame, (object, name) -> object.remove(name));
    }

    /** What is done to one field of an object. */
    private interface Change {
        JsonNode to(ObjectNode object, String name);
    }

    private String changed(String frame, Change change) {
        var whole = (ObjectNode) Api.read(frame);
        var object = random.nextBoolean() && whole.path("data").isObject() ? (ObjectNode) whole.get("data") : whole;
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        if (!names.isEmpty()) {
            change.to(object, names.get(random.nextInt(names.size())));
        }
        return whole.toString();
    }

    private JsonNode odd() {
        return Api.read(ODD.get(random.nextInt(ODD.size())));
    }

    private byte[] flipped(byte[] frame) {
        for (int changes = random.nextInt(6); changes >= 0; changes--) {
            frame[random.nextInt(frame.length)] = (byte) random.nextInt(256);
        }
        return frame;
    }

    private byte[] cut(byte[] frame) {
        int from = random.nextInt(frame.length);
        return Arrays.copyOfRange(frame, random.nextBoolean() ? 0 : from, random.nextInt(from, frame.length + 1));
    }
}
