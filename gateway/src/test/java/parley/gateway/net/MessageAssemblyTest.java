package parley.gateway.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The bytes of a client")
class MessageAssemblyTest {

    private static final int MAX = 70_000;
    private static final int FIN = 0x80;

    private final Random random = new Random(7);
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, MAX})
    void areAMessageWhateverItsLength(int length) {
        var text = "x".repeat(length);
        frame(FIN | Frames.TEXT, text);

        assertThat(found(sent.size())).containsExactly(text(text));
    }

    @Test
    void areTheSameMessagesHoweverTheyArrive() {
        frame(Frames.TEXT, "Hello, ");
        frame(FIN | Frames.PING, "there?");
        frame(Frames.CONTINUATION, "wor");
        frame(FIN | Frames.PONG, "");
        frame(FIN | Frames.CONTINUATION, "ld");
        frame(FIN | Frames.BINARY, "b");
        frame(FIN | Frames.TEXT, "€".repeat(50));
        frame(FIN | Frames.CLOSE, "\u0003\u00e8 done");
        var expected = List.<Found>of(
                new Found.Ping(ByteString.fromString("there?")),
                new Found.Pong(),
                text("Hello, world"),
                new Found.Binary(),
                text("€".repeat(50)),
                new Found.Closing(1000));

        for (int most = 1; most <= sent.size(); most++) {
            assertThat(found(most)).isEqualTo(expected);
        }
    }

    @Test
    void areNotKeptBeyondTheLimitAndTheNextMessageIsHeard() {
        frame(Frames.TEXT, "x".repeat(MAX));
        frame(FIN | Frames.CONTINUATION, "x");
        frame(FIN | Frames.TEXT, "next");

        assertThat(found(1_000)).containsExactly(new Found.TooLarge(), text("next"));
    }

    @Test
    void areNotWaitedForWhereFarTooManyAreAnnounced() {
        header(FIN | Frames.TEXT, WebSocket.DROPPED_MAX + 1);
        frame(FIN | Frames.TEXT, "not heard");

        assertThat(found(10)).containsExactly(new Found.FarTooLarge());
    }

    static Stream<Arguments> nonsense() {
        return Stream.of(
                Arguments.of("an unknown kind", new int[] {FIN | 3, 0x80, 0, 0, 0, 0}),
                Arguments.of("an extension nobody agreed on", new int[] {FIN | 0x40 | Frames.TEXT, 0x80, 0, 0, 0, 0}),
                Arguments.of("no mask", new int[] {FIN | Frames.TEXT, 0, 0, 0, 0, 0}),
                Arguments.of("the middle of nothing", new int[] {FIN, 0x80, 0, 0, 0, 0}),
                Arguments.of("a ping in pieces", new int[] {Frames.PING, 0x80, 0, 0, 0, 0}),
                Arguments.of("a long ping", new int[] {FIN | Frames.PING, 0x80 | 126, 0, 126, 0, 0, 0, 0}),
                Arguments.of(
                        "a message within a message",
                        new int[] {Frames.TEXT, 0x80, 0, 0, 0, 0, FIN | Frames.TEXT, 0x80, 0, 0, 0, 0}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nonsense")
    void areNoWebSocketAnyMoreAfter(String what, int[] bytes) {
        for (int each : bytes) {
            sent.write(each);
        }
        frame(FIN | Frames.TEXT, "not heard");

        assertThat(found(sent.size())).as(what).singleElement().isInstanceOf(Found.Wrong.class);
    }

    private static Found text(String text) {
        return new Found.Text(ByteString.fromString(text));
    }

    /** What is found in all that was sent, if so many bytes at most arrive at a time. */
    private List<Found> found(int most) {
        var found = new ArrayList<Found>();
        var assembly = new MessageAssembly(MAX);
        var bytes = ByteBuffer.wrap(sent.toByteArray());
        while (bytes.hasRemaining()) {
            int size = Math.min(most, bytes.remaining());
            assembly.take(bytes.slice(bytes.position(), size), found::add);
            bytes.position(bytes.position() + size);
        }
        return found;
    }

    private void frame(int first, String payload) {
        var bytes =
                payload.getBytes(first == (FIN | Frames.CLOSE) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        var mask = header(first, bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            sent.write(bytes[i] ^ mask[i & 3]);
        }
    }

    private byte[] header(int first, long length) {
        sent.write(first);
        if (length <= 125) {
            sent.write(0x80 | (int) length);
        } else if (length <= 0xffff) {
            sent.write(0x80 | 126);
            sent.writeBytes(ByteBuffer.allocate(2).putShort((short) length).array());
        } else {
            sent.write(0x80 | 127);
            sent.writeBytes(ByteBuffer.allocate(8).putLong(length).array());
        }
        var mask = new byte[4];
        random.nextBytes(mask);
        sent.writeBytes(mask);
        return mask;
    }
}
