package parley.gateway.rt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.effort.Effort;
import parley.gateway.access.LimitSettings;
import parley.space.MemberId;
import parley.space.SpaceId;
import parley.space.actor.Ephemeral;
import parley.space.actor.HubMessage.Place;

/**
 * Whatever a client sends becomes a frame or an answer that says what is wrong with it; nothing makes the reader fail.
 */
@Tag("W10")
class FrameReaderTest {

    private static final List<String> FRAMES = List.of(
            "{\"op\":\"hello\",\"v\":1,\"client\":{\"name\":\"web\"},\"device\":\"d_7Q\",\"active\":true,\"subs\":["
                    + "{\"space\":\"sp_a\",\"epoch\":\"e7\",\"seq\":48213,\"eph\":{\"presence\":[\"i9\",901],\"moods\":[\"i9\",1]}},"
                    + "{\"space\":\"sp_b\",\"tail\":50}]}",
            "{\"op\":\"sub\",\"space\":\"sp_a\",\"only\":[\"presence\"]}",
            "{\"op\":\"cmd\",\"id\":17,\"space\":\"sp_a\",\"type\":\"message.send\",\"key\":\"01JD\",\"data\":{\"text\":\"hi\"}}",
            "{\"op\":\"pull\",\"space\":\"sp_a\",\"after\":48213,\"limit\":500}",
            "{\"op\":\"ack\",\"a\":{\"sp_a\":48216,\"sp_b\":902}}",
            "{\"op\":\"act\",\"space\":\"sp_a\",\"typing\":true,\"active\":true}",
            "{\"op\":\"auth\",\"ticket\":\"x\"}");

    private final FrameReader reader = new FrameReader(LimitSettings.DEFAULT);

    @Test
    void helloNamesSpacesAndPlaces() {
        assertThat(read(FRAMES.getFirst()))
                .containsExactly(new Frame.Hello(
                        1,
                        new Frame.Visitor("d_7Q", "web", true),
                        List.of(
                                new Frame.Wish(
                                        new SpaceId("sp_a"),
                                        new Place("e7", 48213),
                                        100,
                                        true,
                                        Map.of(Model.PRESENCE, new Frame.Known("i9", 901))),
                                new Frame.Wish(new SpaceId("sp_b"), null, 50, true, Map.of()))));
    }

    @Test
    void aMessageMayHoldSeveralFrames() {
        assertThat(read("{\"op\":\"ping\"}\n{\"op\":\"pong\"}\n")).containsExactly(new Frame.Ping(), new Frame.Pong());
    }

    @Test
    void whatSomebodyDoesIsReadAsFarAsItIsSaid() {
        assertThat(read("{\"op\":\"act\",\"space\":\"sp_a\",\"typing\":false}"))
                .containsExactly(new Frame.Act(new SpaceId("sp_a"), false, false, null));
        assertThat(read("{\"op\":\"act\",\"space\":\"sp_a\",\"active\":true,\"visible\":[\"u_bo\"]}"))
                .containsExactly(new Frame.Act(new SpaceId("sp_a"), null, true, Set.of(new MemberId("u_bo"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"op":"ack"}                                                | "a" maps spaces to the sequence numbers applied
            {"op":"ack","a":[1]}                                        | "a" maps spaces to the sequence numbers applied
            {"op":"ack","a":{"sp_a":"12"}}                              | "a" maps spaces to the sequence numbers applied
            {"op":"ack","a":{"sp_a":1.5}}                               | "a" maps spaces to the sequence numbers applied
            {"op":"ack","a":{"sp_a":-1}}                                | "a" maps spaces to the sequence numbers applied
            {"op":"act","space":"sp_a","typing":"yes"}                  | "typing" is true or false
            {"op":"act","space":"sp_a","active":1}                      | "active" is true or false
            {"op":"act","space":"sp_a","visible":"u_bo"}                | "visible" is a list of member ids
            {"op":"act","space":"sp_a","visible":[1]}                   | "visible" is a list of member ids
            {"op":"act","space":7}                                      | "space" is missing or not a string
            {"op":"sub","space":"sp_a","only":"presence"}               | "only" is a list of agents, presence or typing
            {"op":"sub","space":"sp_a","only":["moods"]}                | "only" names agents, presence or typing
            {"op":"sub","space":"sp_a","only":[]}                       | "only" names agents, presence or typing
            {"op":"sub","space":"sp_a","own":"no"}                      | "own" is true or false
            {"op":"sub","space":"sp_a","tail":"many"}                   | "tail" is missing or not a whole number
            {"op":"sub","space":"sp_a","eph":{"presence":901}}          | "eph" maps models to [incarnation, version]
            {"op":"hello","v":1,"active":"yes"}                         | "active" is true or false
            {"op":"hello","v":1,"device":7}                             | "device" is missing or not a string
            {"op":"hello","v":1,"client":"web"}                         | "client" is an object
            {"op":"hello","v":1,"subs":"sp_a"}                          | "subs" is a list of subscriptions
            """)
    void whatIsOfTheWrongTypeIsAnsweredWithWhatIsAllowed(String frame, String allowed) {
        assertThat(read(frame)).singleElement().isInstanceOfSatisfying(Frame.Unreadable.class, unreadable -> {
            assertThat(unreadable.problem().code().wire()).isEqualTo("malformed");
            assertThat(unreadable.problem().detail()).contains(allowed);
        });
    }

    @Test
    void onlySoManyPeopleAreOnAScreen() {
        var people = IntStream.rangeClosed(0, Ephemeral.VISIBLE_MAX)
                .mapToObj("\"u_%d\""::formatted)
                .collect(Collectors.joining(","));

        assertThat(read("{\"op\":\"act\",\"space\":\"sp_a\",\"visible\":[%s]}".formatted(people)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Frame.Unreadable.class,
                        unreadable -> assertThat(unreadable.problem().detail()).contains("at most 50"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"op":"sub","space":"sp_a","seq":1,"epoch":"%s"}            | "epoch" has at most 64 characters
            {"op":"sub","space":"sp_a","eph":{"presence":["%s",901]}}   | an incarnation in "eph" has at most 64
            {"op":"act","space":"sp_a","visible":["%s"]}                | a member id in "visible" has at most 64
            """)
    @Tag("W12")
    void aNameHasOnlySoManyCharacters(String frame, String allowed) {
        var fits = read(frame.formatted("x".repeat(Fields.NAME_MAX)));
        var tooLong = read(frame.formatted("x".repeat(Fields.NAME_MAX + 1)));

        assertThat(fits).singleElement().isNotInstanceOf(Frame.Unreadable.class);
        assertThat(tooLong)
                .singleElement()
                .isInstanceOfSatisfying(
                        Frame.Unreadable.class,
                        unreadable -> assertThat(unreadable.problem().detail()).contains(allowed));
    }

    @Test
    void aMessageHasSoManyFramesAndIsRefusedWholeBeyondThem() {
        var frame = "{\"op\":\"ping\"}\n\n";

        assertThat(read(frame.repeat(FrameReader.FRAMES_MAX)))
                .hasSize(FrameReader.FRAMES_MAX)
                .containsOnly(new Frame.Ping());
        assertThat(read(frame.repeat(FrameReader.FRAMES_MAX + 1)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Frame.Unreadable.class,
                        unreadable -> assertThat(unreadable.problem().detail()).contains("at most 64 frames"));
        assertThat(read("\n\n")).singleElement().isInstanceOf(Frame.Unreadable.class);
    }

    @Test
    void aPullIsBounded() {
        assertThat(read("{\"op\":\"pull\",\"space\":\"sp_a\",\"after\":1,\"limit\":1000000}"))
                .containsExactly(new Frame.Pull(new SpaceId("sp_a"), 1, 500));
    }

    @Test
    void whatIsWrongWithACommandIsAnsweredByItsNumber() {
        var frame = read("{\"op\":\"cmd\",\"id\":17,\"space\":\"elsewhere\",\"type\":\"message.send\"}")
                .getFirst();

        assertThat(frame).isInstanceOfSatisfying(Frame.Unreadable.class, unreadable -> {
            assertThat(unreadable.id()).isEqualTo(17);
            assertThat(unreadable.problem().code().wire()).isEqualTo("malformed");
            assertThat(unreadable.problem().detail()).contains("sp_");
        });
    }

    @Test
    void anythingAtAllCanBeRead() {
        var random = new Random(1);
        for (int i = 0; i < Effort.FUZZED_FRAMES.count(); i++) {
            var bytes = FRAMES.get(random.nextInt(FRAMES.size())).getBytes(UTF_8);
            for (int changes = random.nextInt(6); changes >= 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }

            assertThat(reader.read(bytes)).isNotNull();
        }
    }

    private List<Frame> read(String message) {
        return reader.read(message.getBytes(UTF_8));
    }
}
