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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.LimitSettings;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;
import parley.gateway.rt.Frame.Unreadable;
import parley.space.MemberId;
import parley.space.SpaceId;
import parley.space.actor.Batch;
import parley.space.actor.Ephemeral;
import parley.space.view.Contiguity;

/** Reads frames, each once; what follows works with what it found here. Safe for use by several threads. */
final class FrameReader {

    private static final String OPS = "hello, sub, unsub, auth, cmd, pull, ack, act, ping and pong";

    /** Frames in a message, as many as the server sends in one. */
    static final int FRAMES_MAX = Batch.UPDATES_MAX;

    private static final String APPLIED = "\"a\" maps spaces to the sequence numbers applied, from 0";

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

    /** The frames of a message, one on each line; {@link Unreadable} alone where there is none, or are too many. */
    List<Frame> read(byte[] message) {
        var found = new ArrayList<Frame>();
        int from = 0;
        for (int at = 0; at <= message.length; at++) {
            if (at == message.length || message[at] == '\n') {
                if (found.size() == FRAMES_MAX && at > from) {
                    return List.of(malformed(null, "a message has at most %d frames".formatted(FRAMES_MAX)));
                }
                if (at > from) {
                    found.add(read(message, from, at - from));
                }
                from = at + 1;
            }
        }
        return found.isEmpty() ? List.of(read(message, 0, 0)) : found;
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
        } catch (Fields.Wrong wrong) {
            return malformed(frame, wrong.getMessage());
        }
    }

    private Frame read(String op, JsonNode frame) throws Fields.Wrong {
        return switch (op) {
            case "hello" -> Wishes.hello(frame);
            case "sub" -> frame.has("only") ? Wishes.again(frame) : new Frame.Subscribe(Wishes.wish(frame));
            case "unsub" -> new Frame.Unsubscribe(Fields.followed(frame));
            case "auth" -> new Frame.Renew(Fields.text(frame, "ticket"));
            case "cmd" ->
                new Frame.Command(
                        Fields.number(frame, "id"),
                        Fields.space(frame),
                        Fields.text(frame, "type"),
                        frame.path("key").textValue(),
                        frame);
            case "pull" -> pull(frame);
            case "ack" -> acknowledge(frame);
            case "act" -> act(frame);
            case "ping" -> new Frame.Ping();
            case "pong" -> new Frame.Pong();
            default -> unreadable(frame, ProblemCode.UNKNOWN_OP, "known are " + OPS);
        };
    }

    private static Frame act(JsonNode frame) throws Fields.Wrong {
        var space = Fields.space(frame);
        var typing = frame.hasNonNull("typing") ? (Boolean) Fields.flag(frame, "typing", false) : null;
        return new Frame.Act(space, typing, Fields.flag(frame, "active", false), visible(frame));
    }

    private static @Nullable Set<MemberId> visible(JsonNode frame) throws Fields.Wrong {
        if (!frame.has("visible")) {
            return null;
        }
        var people = new HashSet<MemberId>();
        for (var person : Fields.list(frame, "visible", "member ids")) {
            if (!person.isTextual()) {
                throw new Fields.Wrong("\"visible\" is a list of member ids");
            }
            people.add(new MemberId(Fields.given(person.textValue(), "a member id in \"visible\"")));
        }
        if (people.size() > Ephemeral.VISIBLE_MAX) {
            throw new Fields.Wrong("\"visible\" names at most %d members".formatted(Ephemeral.VISIBLE_MAX));
        }
        return people;
    }

    private static Frame pull(JsonNode frame) throws Fields.Wrong {
        long limit = frame.has("limit") ? Fields.natural(frame, "limit") : Contiguity.MISSING_MAX;
        return new Frame.Pull(
                Fields.followed(frame), Fields.natural(frame, "after"), Math.clamp(limit, 1, Contiguity.MISSING_MAX));
    }

    private static Frame acknowledge(JsonNode frame) throws Fields.Wrong {
        if (!frame.path("a").isObject()) {
            throw new Fields.Wrong(APPLIED);
        }
        var applied = new HashMap<SpaceId, Long>();
        for (var entry : frame.get("a").properties()) {
            var seq = entry.getValue();
            if (!seq.isIntegralNumber() || !seq.canConvertToLong() || seq.longValue() < 0) {
                throw new Fields.Wrong(APPLIED);
            }
            applied.put(new SpaceId(entry.getKey()), seq.longValue());
        }
        return new Frame.Acknowledge(applied);
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
}
