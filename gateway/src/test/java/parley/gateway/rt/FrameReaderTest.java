package parley.gateway.rt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.effort.Effort;
import parley.gateway.access.LimitSettings;
import parley.space.SpaceId;
import parley.space.actor.HubMessage.Place;

/**
 * Whatever a client sends becomes a frame or an answer that says what is wrong with it; nothing makes the reader fail.
 */
@Tag("W10")
class FrameReaderTest {

    private static final List<String> FRAMES = List.of(
            "{\"op\":\"hello\",\"v\":1,\"subs\":[{\"space\":\"sp_a\",\"epoch\":\"e7\",\"seq\":48213},{\"space\":\"sp_b\",\"tail\":50}]}",
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
                        List.of(
                                new Frame.Wish(new SpaceId("sp_a"), new Place("e7", 48213), 100, true, false),
                                new Frame.Wish(new SpaceId("sp_b"), null, 50, true, false))));
    }

    @Test
    void aMessageMayHoldSeveralFrames() {
        assertThat(read("{\"op\":\"ping\"}\n{\"op\":\"pong\"}\n")).containsExactly(new Frame.Ping(), new Frame.Pong());
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
