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
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.LimitSettings;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;
import parley.gateway.rt.Frame.Known;
import parley.gateway.rt.Frame.Unreadable;
import parley.gateway.rt.Frame.Wish;
import parley.space.MemberId;
import parley.space.Space;
import parley.space.SpaceId;
import parley.space.actor.Ephemeral;
import parley.space.actor.HubMessage.Place;
import parley.space.actor.ReaderHubs;
import parley.space.view.Contiguity;

/** Reads frames, each once; what follows works with what it found here. Safe for use by several threads. */
final class FrameReader {

    private static final Pattern SPACE = Pattern.compile("sp_[A-Za-z0-9_-]{1,61}");
    private static final String OPS = "hello, sub, unsub, auth, cmd, pull, ack, act, ping and pong";

    private static final String APPLIED = "\"a\" maps spaces to the sequence numbers applied, from 0";
    private static final String KNOWN = "\"eph\" maps models to [incarnation, version]";
    private static final int DEVICE_MAX = 64;
    private static final int CLIENT_MAX = 32;

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
            case "sub" -> frame.has("only") ? again(frame) : new Frame.Subscribe(wish(frame));
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
            case "act" -> act(frame);
            case "ping" -> new Frame.Ping();
            case "pong" -> new Frame.Pong();
            default -> unreadable(frame, ProblemCode.UNKNOWN_OP, "known are " + OPS);
        };
    }

    private Frame hello(JsonNode frame) throws WrongField {
        var wishes = new ArrayList<Wish>();
        for (var wish : list(frame, "subs", "subscriptions")) {
            wishes.add(wish(wish));
        }
        return new Frame.Hello((int) number(frame, "v"), visitor(frame), wishes);
    }

    private static Frame.Visitor visitor(JsonNode frame) throws WrongField {
        var client = frame.path("client");
        if (!client.isMissingNode() && !client.isObject()) {
            throw new WrongField("\"client\" is an object with \"name\" and \"version\"");
        }
        return new Frame.Visitor(
                name(frame, "device", DEVICE_MAX), name(client, "name", CLIENT_MAX), flag(frame, "active", true));
    }

    private static Wish wish(JsonNode frame) throws WrongField {
        var space = followed(frame);
        long tail = frame.has("tail") ? natural(frame, "tail") : Space.RECENT;
        boolean resumes = frame.hasNonNull("seq") && frame.hasNonNull("epoch");
        return new Wish(
                space,
                resumes ? new Place(text(frame, "epoch"), natural(frame, "seq")) : null,
                Math.clamp(tail, 0, Space.RECENT),
                flag(frame, "own", true),
                known(frame.path("eph")));
    }

    /** Models that are not known are passed over, as a later version may have others. */
    private static Map<Model, Known> known(JsonNode models) throws WrongField {
        if (!models.isMissingNode() && !models.isObject()) {
            throw new WrongField(KNOWN);
        }
        var known = new EnumMap<Model, Known>(Model.class);
        for (var model : models.properties()) {
            var place = model.getValue();
            if (!place.path(0).isTextual() || !place.path(1).isIntegralNumber()) {
                throw new WrongField(KNOWN);
            }
            Model.named(model.getKey())
                    .ifPresent(named -> known.put(
                            named,
                            new Known(place.get(0).textValue(), place.get(1).longValue())));
        }
        return known;
    }

    private static Frame again(JsonNode frame) throws WrongField {
        var models = EnumSet.noneOf(Model.class);
        for (var name : list(frame, "only", Model.KNOWN)) {
            models.add(Model.named(name.asText()).orElseThrow(() -> new WrongField("\"only\" names " + Model.KNOWN)));
        }
        if (models.isEmpty()) {
            throw new WrongField("\"only\" names " + Model.KNOWN);
        }
        return new Frame.Again(space(frame), models);
    }

    private static Frame act(JsonNode frame) throws WrongField {
        var space = space(frame);
        var typing = frame.hasNonNull("typing") ? (Boolean) flag(frame, "typing", false) : null;
        return new Frame.Act(space, typing, flag(frame, "active", false), visible(frame));
    }

    private static @Nullable Set<MemberId> visible(JsonNode frame) throws WrongField {
        if (!frame.has("visible")) {
            return null;
        }
        var people = new HashSet<MemberId>();
        for (var person : list(frame, "visible", "member ids")) {
            if (!person.isTextual()) {
                throw new WrongField("\"visible\" is a list of member ids");
            }
            people.add(new MemberId(person.textValue()));
        }
        if (people.size() > Ephemeral.VISIBLE_MAX) {
            throw new WrongField("\"visible\" names at most %d members".formatted(Ephemeral.VISIBLE_MAX));
        }
        return people;
    }

    private static Frame pull(JsonNode frame) throws WrongField {
        long limit = frame.has("limit") ? natural(frame, "limit") : Contiguity.MISSING_MAX;
        return new Frame.Pull(followed(frame), natural(frame, "after"), Math.clamp(limit, 1, Contiguity.MISSING_MAX));
    }

    private static Frame acknowledge(JsonNode frame) throws WrongField {
        if (!frame.path("a").isObject()) {
            throw new WrongField(APPLIED);
        }
        var applied = new HashMap<SpaceId, Long>();
        for (var entry : frame.get("a").properties()) {
            var seq = entry.getValue();
            if (!seq.isIntegralNumber() || !seq.canConvertToLong() || seq.longValue() < 0) {
                throw new WrongField(APPLIED);
            }
            applied.put(new SpaceId(entry.getKey()), seq.longValue());
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

    private static @Nullable String name(JsonNode frame, String name, int max) throws WrongField {
        if (!frame.hasNonNull(name)) {
            return null;
        }
        var value = text(frame, name);
        if (value.isEmpty() || value.length() > max) {
            throw new WrongField("\"%s\" has 1 to %d characters".formatted(name, max));
        }
        return value;
    }

    private static boolean flag(JsonNode frame, String name, boolean otherwise) throws WrongField {
        var value = frame.path(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw new WrongField("\"%s\" is true or false".formatted(name));
        }
        return value.booleanValue();
    }

    private static JsonNode list(JsonNode frame, String name, String what) throws WrongField {
        var value = frame.path(name);
        if (!value.isMissingNode() && !value.isArray()) {
            throw new WrongField("\"%s\" is a list of %s".formatted(name, what));
        }
        return value;
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
