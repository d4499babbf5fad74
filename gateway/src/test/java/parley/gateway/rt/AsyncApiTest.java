package parley.gateway.rt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.entity.Stored;
import parley.gateway.access.LimitSettings;
import parley.gateway.api.ApiDocuments;
import parley.gateway.api.Documented;
import parley.space.Caller;
import parley.space.MemberId;
import parley.space.MemberKind;
import parley.space.SpaceId;
import parley.space.reader.ReaderEvent;

/** What is documented of frames is what is said. Frames that tests capture are held to it where they are captured. */
class AsyncApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode SCHEMAS =
            ApiDocuments.built().asyncApi().path("components").path("schemas");
    private static final LimitSettings LIMITS = LimitSettings.DEFAULT;
    private static final MemberId ANA = new MemberId("u_ana");
    private static final Caller CALLER = new Caller(ANA, MemberKind.HUMAN, false);
    private static final SpaceId SPACE = new SpaceId("sp_a");
    private static final Instant AT = Instant.parse("2026-11-21T12:34:56.789Z");

    private final FrameReader frames = new FrameReader(LIMITS);
    private final Commands commands = new Commands(LIMITS.frames());

    static List<ReaderEvent> ownEvents() {
        return List.of(
                new ReaderEvent.MarkedRead(SPACE, 7, AT),
                new ReaderEvent.MarkedUnread(SPACE, 3, 2, AT),
                new ReaderEvent.DraftSet(SPACE, "not yet", AT),
                new ReaderEvent.DraftCleared(SPACE, AT),
                new ReaderEvent.SpaceMuted(SPACE, AT),
                new ReaderEvent.SpaceUnmuted(SPACE, AT),
                new ReaderEvent.Seen(AT, AT));
    }

    @Test
    void thereIsAnExampleOfEveryEventOfOnesOwn() {
        var there = ownEvents().stream().map(Object::getClass).collect(Collectors.toSet());

        assertThat(there).isEqualTo(Kinds.of(ReaderEvent.class));
    }

    @Test
    void everyEventIsDocumentedAndNothingElseIs() {
        var told = Stream.concat(
                        WireEventsTest.events().stream().map(it -> new WireEvents().encode(SPACE, new Stored<>(1, it))),
                        ownEvents().stream().map(it -> new WireReading().encode(ANA, new Stored<>(1, it))))
                .map(it -> Documented.frame(read(it.toString())))
                .filter(it -> it.path("op").asText().equals("ev"))
                .map(it -> it.path("type").asText())
                .collect(Collectors.toSet());

        assertThat(told).isEqualTo(documented("server.ev."));
    }

    @Test
    void everyEventOfASpaceIsOneThatARequestForItsLogMayBeAnswered() {
        var told = WireEventsTest.events().stream()
                .map(it ->
                        read(new WireEvents().encode(SPACE, new Stored<>(1, it)).toString()))
                .filter(it -> it.path("op").asText().equals("ev"))
                .map(it -> "#/components/schemas/server.ev." + it.path("type").asText())
                .collect(Collectors.toSet());

        var answered = ApiDocuments.built()
                .openApi()
                .at("/components/schemas/SpaceEvent/oneOf")
                .findValuesAsText("$ref");
        assertThat(answered).containsExactlyInAnyOrderElementsOf(told);
    }

    @Test
    void everyOpThatIsReadIsDocumentedAndNothingElseIs() {
        var unknown = (Frame.Unreadable) frame("{\"op\":\"wave\"}");

        var ops = new TreeSet<>(documented("client."));
        ops.removeIf(it -> it.startsWith("cmd."));
        ops.add("cmd");
        assertThat(named(unknown.problem().detail())).isEqualTo(ops);
    }

    @Test
    void everyCommandThatIsReadIsDocumentedAndNothingElseIs() {
        var unknown =
                (Commands.Reading.Wrong) command("{\"op\":\"cmd\",\"id\":1,\"space\":\"sp_a\",\"type\":\"wave\"}");

        assertThat(named(unknown.problem().detail())).isEqualTo(documented("client.cmd."));
    }

    static Stream<String> examples() {
        return clientFrames().flatMap(it -> elements(it.path("examples"))).map(JsonNode::toString);
    }

    private static Stream<JsonNode> clientFrames() {
        return SCHEMAS.properties().stream()
                .filter(it -> it.getKey().startsWith("client."))
                .map(Map.Entry::getValue);
    }

    @Test
    void everythingThatAClientSaysHasAnExample() {
        assertThat(clientFrames())
                .allSatisfy(it -> assertThat(it.path("examples")).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsUnderstood(String example) {
        assertThat(understood(example)).isTrue();
    }

    static Stream<String> incomplete() {
        return clientFrames()
                .flatMap(schema -> elements(schema.path("required")).map(field -> {
                    var example = (ObjectNode) schema.path("examples").path(0).deepCopy();
                    example.remove(field.asText());
                    return example.toString();
                }));
    }

    @ParameterizedTest
    @MethodSource("incomplete")
    void aFrameWithoutWhatIsRequiredIsRefused(String frame) {
        assertThat(understood(frame)).isFalse();
    }

    private boolean understood(String text) {
        return switch (frame(text)) {
            case Frame.Unreadable _ -> false;
            case Frame.Command _ -> !(command(text) instanceof Commands.Reading.Wrong);
            case Frame _ -> true;
        };
    }

    private Frame frame(String text) {
        return frames.read(text.getBytes(StandardCharsets.UTF_8)).getFirst();
    }

    private Commands.Reading command(String text) {
        return commands.read((Frame.Command) frame(text), CALLER);
    }

    /** The names in a sentence such as "known are hello, sub and pong". */
    private static Set<String> named(String sentence) {
        return new TreeSet<>(List.of(sentence.replace("known are ", "").split(", | and ")));
    }

    private static Set<String> documented(String prefix) {
        return SCHEMAS.properties().stream()
                .map(Map.Entry::getKey)
                .filter(it -> it.startsWith(prefix))
                .map(it -> it.substring(prefix.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        var all = new ArrayList<JsonNode>();
        array.forEach(all::add);
        return all.stream();
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}
