package parley.gateway.net;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of the bytes of a client (RFC 6455, section 5): unmasks frames, joins fragments, and drops what is
 * too large instead of keeping it. Keeps no more than has arrived.
 */
final class MessageAssembly {

    private static final int NO_CODE = 1005;
    private static final int HEADER_MIN = 2;
    private static final int MASK = 4;
    private static final byte[] NOTHING = {};

    private final int max;
    private final byte[] header = new byte[14];
    private int headerSize;
    private byte[] message = NOTHING;
    private int messageSize;
    private long length;
    private boolean midMessage;
    private boolean text;
    private byte[] control = NOTHING;
    private int controlSize;
    private boolean inFrame;
    private long left;
    private int maskAt;
    private boolean over;

    /** @param max bytes of a message that is kept */
    MessageAssembly(int max) {
        this.max = max;
    }

    /** Reads all of {@code bytes} and tells what it found, in order. */
    void take(ByteBuffer bytes, Consumer<Found> found) {
        while (!over && (inFrame || bytes.hasRemaining())) {
            var piece = inFrame ? payload(bytes) : begin(bytes);
            if (piece != null) {
                over = piece instanceof Found.Wrong || piece instanceof Found.FarTooLarge;
                found.accept(piece);
            } else if (!bytes.hasRemaining() && (!inFrame || left > 0)) {
                return;
            }
        }
    }

    private @Nullable Found begin(ByteBuffer bytes) {
        header[headerSize++] = bytes.get();
        if (headerSize < HEADER_MIN) {
            return null;
        }
        int size = HEADER_MIN + lengthSize() + MASK;
        int more = Math.min(size - headerSize, bytes.remaining());
        bytes.get(header, headerSize, more);
        headerSize += more;
        if (headerSize < size) {
            return null;
        }
        inFrame = true;
        headerSize = 0;
        left = payloadLength();
        maskAt = 0;
        var wrong = wrong();
        if (wrong != null) {
            return new Found.Wrong(wrong);
        }
        if (isControl()) {
            control = new byte[(int) left];
            controlSize = 0;
        } else {
            if (opcode() != Frames.CONTINUATION) {
                text = opcode() == Frames.TEXT;
                length = 0;
                messageSize = 0;
                message = NOTHING;
            }
            length += left;
            midMessage = !isLast();
        }
        return length > WebSocket.DROPPED_MAX ? new Found.FarTooLarge() : null;
    }

    private @Nullable String wrong() {
        if ((header[0] & 0x70) != 0 || (header[1] & 0x80) == 0) {
            return "frames are masked and without extensions";
        }
        return switch (opcode()) {
            case Frames.CONTINUATION -> midMessage ? null : "a fragment out of order";
            case Frames.TEXT, Frames.BINARY -> midMessage ? "a fragment out of order" : null;
            case Frames.CLOSE, Frames.PING, Frames.PONG ->
                isLast() && left <= Frames.CONTROL_MAX ? null : "a control frame is whole and short";
            default -> "an unknown kind of frame";
        };
    }

    private @Nullable Found payload(ByteBuffer bytes) {
        int size = (int) Math.min(left, bytes.remaining());
        if (isControl()) {
            unmask(bytes, control, controlSize, size);
            controlSize += size;
        } else if (length <= max) {
            makeRoom(size);
            unmask(bytes, message, messageSize, size);
            messageSize += size;
        } else {
            message = NOTHING;
            bytes.position(bytes.position() + size);
        }
        left -= size;
        if (left > 0) {
            return null;
        }
        inFrame = false;
        return end();
    }

    /** Room for what has arrived, and for as much again where more is announced. */
    private void makeRoom(int size) {
        if (messageSize + size > message.length) {
            long announced = Math.min(2L * messageSize, messageSize + left);
            message = Arrays.copyOf(message, (int) Math.max(messageSize + size, announced));
        }
    }

    private void unmask(ByteBuffer bytes, byte[] to, int from, int size) {
        bytes.get(to, from, size);
        int mask = lengthSize() + HEADER_MIN;
        for (int i = from; i < from + size; i++, maskAt++) {
            to[i] ^= header[mask + (maskAt & 3)];
        }
    }

    private @Nullable Found end() {
        return switch (opcode()) {
            case Frames.PING -> new Found.Ping(ByteString.fromArrayUnsafe(control));
            case Frames.PONG -> new Found.Pong();
            case Frames.CLOSE -> new Found.Closing(closeCode());
            default -> midMessage ? null : whole();
        };
    }

    private Found whole() {
        if (length > max) {
            return new Found.TooLarge();
        }
        var whole = message.length == messageSize ? message : Arrays.copyOf(message, messageSize);
        message = NOTHING;
        return text ? new Found.Text(ByteString.fromArrayUnsafe(whole)) : new Found.Binary();
    }

    private int closeCode() {
        return control.length < 2 ? NO_CODE : ((control[0] & 0xff) << 8) | (control[1] & 0xff);
    }

    private int opcode() {
        return header[0] & 0x0f;
    }

    private boolean isLast() {
        return (header[0] & 0x80) != 0;
    }

    private boolean isControl() {
        return opcode() >= Frames.CLOSE;
    }

    private int lengthSize() {
        return switch (header[1] & 0x7f) {
            case 126 -> 2;
            case 127 -> 8;
            default -> 0;
        };
    }

    /** Beyond what is dropped it does not matter how long. */
    private long payloadLength() {
        var field = ByteBuffer.wrap(header, HEADER_MIN, lengthSize());
        long announced = switch (lengthSize()) {
            case 2 -> Short.toUnsignedLong(field.getShort());
            case 8 -> field.getLong();
            default -> header[1] & 0x7f;
        };
        return announced < 0 || announced > WebSocket.DROPPED_MAX ? WebSocket.DROPPED_MAX + 1 : announced;
    }
}
