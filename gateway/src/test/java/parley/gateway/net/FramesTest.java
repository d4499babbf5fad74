package parley.gateway.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 8100",
        "125, 817d",
        "126, 817e007e",
        "65535, 817effff",
        "65536, 817f0000000000010000",
    })
    void aFrameBeginsWithItsLength(int length, String header) {
        var payload = ByteString.fromString("x".repeat(length));

        var frame = bytes(Frames.append(ByteBuffer.allocate(100_000), Frames.TEXT, payload));

        int size = header.length() / 2;
        assertThat(HexFormat.of().formatHex(frame, 0, size)).isEqualTo(header);
        assertThat(ByteString.fromArray(frame, size, frame.length - size)).isEqualTo(payload);
    }

    @Test
    void aBufferThatIsTooSmallGrowsAndKeepsWhatItHas() {
        var first = Frames.append(ByteBuffer.allocate(10), Frames.TEXT, ByteString.fromString("one"));

        var both = Frames.append(first, Frames.TEXT, ByteString.fromString("another"));

        assertThat(bytes(both)).asHexString().isEqualTo("81036F6E658107616E6F74686572");
    }

    @ParameterizedTest
    @CsvSource({"1000, 4", "4001, 4", "4999, 4", "1005, 0", "1006, 0", "999, 0", "5000, 0"})
    void aCodeThatMustNotBeSentIsLeftOut(int code, int length) {
        assertThat(Frames.closing(code, "ok").length()).isEqualTo(length);
    }

    private static byte[] bytes(ByteBuffer written) {
        var bytes = new byte[written.flip().remaining()];
        written.get(bytes);
        return bytes;
    }
}
