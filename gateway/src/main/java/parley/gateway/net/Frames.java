package parley.gateway.net;

import java.nio.ByteBuffer;
import org.apache.pekko.util.ByteString;

/** WebSocket frames as a server writes them: whole and unmasked (RFC 6455, section 5.2). */
final class Frames {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /** Payload of a control frame at most, in bytes. */
    static final int CONTROL_MAX = 125;

    private static final int FIN = 0x80;
    private static final int HEADER_MAX = 10;
    private static final int SHORT_LENGTH = 126;
    private static final int LONG_LENGTH = 127;
    private static final int SHORT_MAX = 0xffff;

    private Frames() {}

    /** Appends a frame to a buffer; returns the buffer, or a larger one with all that was in it. */
    static ByteBuffer append(ByteBuffer buffer, int opcode, ByteString payload) {
        int length = payload.length();
        var roomy = withRoom(buffer, HEADER_MAX + length);
        roomy.put((byte) (FIN | opcode));
        if (length <= CONTROL_MAX) {
            roomy.put((byte) length);
        } else if (length <= SHORT_MAX) {
            roomy.put((byte) SHORT_LENGTH).putShort((short) length);
        } else {
            roomy.put((byte) LONG_LENGTH).putLong(length);
        }
        payload.copyToBuffer(roomy);
        return roomy;
    }

    private static ByteBuffer withRoom(ByteBuffer buffer, int needed) {
        return buffer.remaining() >= needed
                ? buffer
                : ByteBuffer.allocate(buffer.position() + needed).put(buffer.flip());
    }

    /** What a close frame holds; codes that must not be sent become a close without a code (RFC 6455, section 7.4). */
    static ByteString closing(int code, String reason) {
        boolean sendable =
                (code >= 3000 && code < 5000) || (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1011);
        if (!sendable) {
            return ByteString.emptyByteString();
        }
        return ByteString.fromArray(new byte[] {(byte) (code >> 8), (byte) code})
                .concat(ByteString.fromString(reason));
    }
}
