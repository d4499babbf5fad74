package parley.gateway.rt;

import java.io.ByteArrayOutputStream;
import org.apache.pekko.http.impl.engine.ws.FrameEvent;
import org.apache.pekko.http.impl.engine.ws.FrameStart;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Puts the pieces of WebSocket frames back together: unmasks them, joins fragments, and drops what is too large
 * instead of keeping it.
 */
final class MessageAssembly {

    /** Bytes of an oversized message that are dropped before its sender is cut off. */
    static final long DROPPED_MAX = 4L * 1024 * 1024;

    /** What a piece completed. */
    sealed interface Found {

        /** Nothing yet. */
        record Nothing() implements Found {}

        record Text(ByteString bytes) implements Found {}

        record Binary() implements Found {}

        /** A message larger than allowed came to its end. */
        record TooLarge() implements Found {}

        /** A message so large that its end is not waited for. */
        record FarTooLarge() implements Found {}

        record Ping(ByteString data) implements Found {}

        record Pong() implements Found {}

        /**
         * The client closes.
         *
         * @param code 1005 where none was given
         */
        record Closing(int code) implements Found {}

        record Wrong(String detail) implements Found {}
    }

    private static final Found NOTHING = new Found.Nothing();
    private static final int NO_CODE = 1005;
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final int max;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private ByteArrayOutputStream control = new ByteArrayOutputStream(0);
    private @Nullable FrameStart frame;
    private int opcode;
    private long length;
    private int mask;
    private int at;
    private boolean midMessage;
    private boolean text;

    MessageAssembly(int max) {
        this.max = max;
    }

    Found take(FrameEvent piece) {
        if (piece instanceof FrameStart start) {
            var wrong = begin(start);
            if (wrong != null) {
                return wrong;
            }
        }
        if (frame == null) {
            return new Found.Wrong("data without a frame");
        }
        var bytes = unmasked(piece.data());
        if (isControl()) {
            control.writeBytes(bytes);
        } else {
            length += bytes.length;
            if (length <= max) {
                message.writeBytes(bytes);
            }
        }
        if (length > DROPPED_MAX) {
            return new Found.FarTooLarge();
        }
        return piece.lastPart() ? end(frame.header().fin()) : NOTHING;
    }

    private @Nullable Found begin(FrameStart start) {
        frame = start;
        var header = start.header();
        if (header.rsv1() || header.rsv2() || header.rsv3() || header.mask().isEmpty()) {
            return new Found.Wrong("frames are masked and without extensions");
        }
        int code = header.opcode().code();
        boolean isContinuation = code == CONTINUATION;
        opcode = code;
        if (!isControl()) {
            if (isContinuation != midMessage) {
                return new Found.Wrong("a fragment out of order");
            }
            if (!isContinuation) {
                text = code == TEXT;
                length = 0;
                message.reset();
            }
            midMessage = !header.fin();
        } else {
            control = new ByteArrayOutputStream((int) Math.min(header.length(), 125));
        }
        if (header.length() > DROPPED_MAX) {
            return new Found.FarTooLarge();
        }
        mask = (Integer) header.mask().get();
        at = 0;
        return null;
    }

    private boolean isControl() {
        return opcode >= CLOSE;
    }

    private byte[] unmasked(ByteString data) {
        var bytes = data.toArray();
        for (int i = 0; i < bytes.length; i++, at++) {
            bytes[i] ^= (byte) (mask >>> (24 - 8 * (at & 3)));
        }
        return bytes;
    }

    private Found end(boolean fin) {
        return switch (opcode) {
            case CONTINUATION, TEXT, BINARY -> fin ? whole() : NOTHING;
            case PING -> new Found.Ping(ByteString.fromArrayUnsafe(control.toByteArray()));
            case PONG -> new Found.Pong();
            case CLOSE -> new Found.Closing(closeCode(control.toByteArray()));
            default -> new Found.Wrong("an unknown kind of frame");
        };
    }

    private Found whole() {
        if (length > max) {
            return new Found.TooLarge();
        }
        return text ? new Found.Text(ByteString.fromArrayUnsafe(message.toByteArray())) : new Found.Binary();
    }

    private static int closeCode(byte[] payload) {
        return payload.length < 2 ? NO_CODE : ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
    }
}
