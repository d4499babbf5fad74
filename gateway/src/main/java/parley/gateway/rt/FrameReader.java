package parley.gateway.rt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.LimitSettings;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;
import parley.gateway.rt.Frame.Unreadable;
import parley.gateway.rt.Frame.Wish;
import parley.space.Space;
import parley.space.SpaceId;
import parley.space.actor.HubMessage.Place;
import parley.space.actor.ReaderHubs;
import parley.space.view.Contiguity;

/** Reads frames, each once; what follows works with what it found here. Safe for use by several threads. */
final class FrameReader {

    private static final Pattern SPACE = Pattern.compile("sp_[A-Za-z0-9_-]{1,61}");
    private static final String OPS = "hello, sub, unsub, auth, cmd, pull, ack, act, ping and pong";

    private final ObjectMapper json;
    private final LimitSettings limits;

    FrameReader(LimitSettings limits) {
        this.limits = limits;
        var constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.frames().depth())
                .maxStringLength(limits.frames().bytes())
                .maxNumberLength(20)
                .build();
        json = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(constraints)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** The frames of a message, one on each line; {@link Unreadable} where there is none. */
    List<Frame> read(byte[] message) {
        var found = new ArrayList<Frame>();
        int from = 0;
        for (int at = 0; at <= message.length; at++) {
            if (at == message.length || message[at] == '\n') {
                if (at > from || message.length == 0) {
                    found.add(read(message, from, at - from));
                }
                from = at + 1;
            }
        }
        return found;
    }

    private Frame read(byte[] message, int from, int length) {
        JsonNode frame;
        try {
            frame = json.readTree(message, from, length);
        } catch (IOException e) {
            return malformed(
                    null,
                    "a frame is one JSON object, nested at most %d deep"
                            .formatted(limits.frames().depth()));
        }
        if (frame == null || !frame.isObject() || !frame.path("op").isTextual()) {
            return malformed(null, "a frame is one JSON object with \"op\", one of " + OPS);
        }
        try {
            return read(frame.get("op").textValue(), frame);
        } catch (WrongField wrong) {
            return malformed(frame, wrong.getMessage());
        }
    }

    private Frame read(String op, JsonNode frame) throws WrongField {
        return switch (op) {
            case "hello" -> hello(frame);
            case "sub" -> new Frame.Subscribe(wish(frame));
            case "unsub" -> new Frame.Unsubscribe(followed(frame));
            case "auth" -> new Frame.Renew(text(frame, "ticket"));
            case "cmd" ->
                new Frame.Command(
                        number(frame, "id"),
                        space(frame),
                        text(frame, "type"),
                        frame.path("key").textValue(),
                        frame);
            case "pull" -> pull(frame);
            case "ack" -> acknowledge(frame);
            case "act" -> new Frame.Act(space(frame), frame.path("typing").asBoolean());
            case "ping" -> new Frame.Ping();
            case "pong" -> new Frame.Pong();
            default -> unreadable(frame, ProblemCode.UNKNOWN_OP, "known are " + OPS);
        };
    }

    private Frame hello(JsonNode frame) throws WrongField {
        var wishes = new ArrayList<Wish>();
        for (var wish : frame.path("subs")) {
            wishes.add(wish(wish));
        }
        return new Frame.Hello((int) number(frame, "v"), wishes);
    }

    private static Wish wish(JsonNode frame) throws WrongField {
        var space = followed(frame);
        int tail = Math.clamp(frame.path("tail").asLong(Space.RECENT), 0, Space.RECENT);
        boolean resumes = frame.hasNonNull("seq") && frame.hasNonNull("epoch");
        return new Wish(
                space,
                resumes ? new Place(text(frame, "epoch"), natural(frame, "seq")) : null,
                tail,
                frame.path("own").asBoolean(true),
                frame.path("only").isArray());
    }

    private static Frame pull(JsonNode frame) throws WrongField {
        long limit = frame.has("limit") ? natural(frame, "limit") : Contiguity.MISSING_MAX;
        return new Frame.Pull(followed(frame), natural(frame, "after"), Math.clamp(limit, 1, Contiguity.MISSING_MAX));
    }

    private static Frame acknowledge(JsonNode frame) throws WrongField {
        var applied = new HashMap<SpaceId, Long>();
        for (var entry : frame.path("a").properties()) {
            if (!entry.getValue().canConvertToLong()) {
                throw new WrongField("\"a\" maps spaces to sequence numbers");
            }
            applied.put(new SpaceId(entry.getKey()), entry.getValue().longValue());
        }
        return new Frame.Acknowledge(applied);
    }

    /** A space, or one's own log. */
    private static SpaceId followed(JsonNode frame) throws WrongField {
        return ReaderHubs.ME.value().equals(frame.path("space").textValue()) ? ReaderHubs.ME : space(frame);
    }

    private static SpaceId space(JsonNode frame) throws WrongField {
        var id = text(frame, "space");
        if (!SPACE.matcher(id).matches()) {
            throw new WrongField("\"space\" is sp_ and up to 61 letters, digits, - or _");
        }
        return new SpaceId(id);
    }

    private static String text(JsonNode frame, String name) throws WrongField {
        var value = frame.path(name);
        if (!value.isTextual()) {
            throw new WrongField("\"%s\" is missing or not a string".formatted(name));
        }
        return value.textValue();
    }

    private static long natural(JsonNode frame, String name) throws WrongField {
        long value = number(frame, name);
        if (value < 0) {
            throw new WrongField("\"%s\" is not negative".formatted(name));
        }
        return value;
    }

    private static long number(JsonNode frame, String name) throws WrongField {
        var value = frame.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new WrongField("\"%s\" is missing or not a whole number".formatted(name));
        }
        return value.longValue();
    }

    private static Frame malformed(@Nullable JsonNode frame, String allowed) {
        return unreadable(frame, ProblemCode.MALFORMED, allowed);
    }

    private static Frame unreadable(@Nullable JsonNode frame, ProblemCode code, String detail) {
        var id = frame == null ? null : frame.get("id");
        var space = frame == null ? null : frame.path("space").textValue();
        return new Unreadable(
                id != null && id.canConvertToLong() && id.isIntegralNumber() ? (Long) id.longValue() : null,
                space,
                Problem.of(code, detail));
    }

    /** A field of a frame is missing or of another kind; the message says what is allowed. */
    private static final class WrongField extends Exception {

        WrongField(String allowed) {
            super(allowed, null, false, false);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
