package parley.system;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A WebSocket of thousands: written by hand, so that it costs little and can be cut as a dying machine cuts it. */
final class RawSocket implements AutoCloseable {

    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int MASKED = 0x80;
    private static final int SHORT_MAX = 125;
    private static final int SHORT_FOLLOWS = 126;
    private static final int LONG_FOLLOWS = 127;
    private static final int SHORT_LENGTH_MAX = 0xffff;
    private static final int SILENCE_MAX_MILLIS = 60_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1.1 (\\d+).*");

    private final Socket socket;
    private final DataInputStream input;
    private final int status;
    private final boolean saysWhenToComeBack;
    private int closeCode;

    /** Connects and, where it is let in, says hello. */
    RawSocket(Api api, String hello) throws IOException {
        socket = new Socket(api.address().getHost(), api.address().getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(SILENCE_MAX_MILLIS);
        input = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 2_048));
        var upgrade = """
                GET /v1/rt HTTP/1.1\r
                Host: %s\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Protocol: parley.v1.json\r
                Authorization: Bearer %s\r
                \r
                """.formatted(api.address().getAuthority(), api.token());
        socket.getOutputStream().write(upgrade.getBytes(StandardCharsets.US_ASCII));
        var found = STATUS.matcher(line());
        status = found.matches() ? Integer.parseInt(found.group(1)) : 0;
        boolean retryAfter = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            retryAfter |= header.startsWith("Retry-After:");
        }
        saysWhenToComeBack = retryAfter;
        if (isOpen()) {
            send(hello);
        }
    }

    boolean isOpen() {
        return status == 101;
    }

    /** Whether it was refused as it should be: for now, and with a time to come back. */
    boolean mayComeBack() {
        return status == 503 && saysWhenToComeBack;
    }

    int status() {
        return status;
    }

    void send(String frame) throws IOException {
        send(frame.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] text) throws IOException {
        var bytes = ByteBuffer.allocate(text.length + 14);
        bytes.put((byte) TEXT);
        if (text.length <= SHORT_MAX) {
            bytes.put((byte) (MASKED | text.length));
        } else if (text.length <= SHORT_LENGTH_MAX) {
            bytes.put((byte) (MASKED | SHORT_FOLLOWS)).putShort((short) text.length);
        } else {
            bytes.put((byte) (MASKED | LONG_FOLLOWS)).putLong(text.length);
        }
        bytes.putInt(0).put(text);
        write(bytes.array(), bytes.position());
    }

    /** Sends bytes as they are, frames or not; fails as {@link #next()} does where the server has said why it closed. */
    void write(byte[] bytes, int length) throws IOException {
        try {
            socket.getOutputStream().write(bytes, 0, length);
        } catch (IOException broken) {
            throw whyClosed(broken);
        }
    }

    private IOException whyClosed(IOException broken) {
        try {
            while (true) {
                next();
            }
        } catch (IOException end) {
            return closeCode == 0 ? broken : end;
        }
    }

    /** Says nothing more, and goes on listening. */
    void fallSilent() throws IOException {
        socket.shutdownOutput();
    }

    /** The code that the server closed with; 0 while it has not, and where it gave none. */
    int closeCode() {
        return closeCode;
    }

    /** The next message: one or several frames, each on a line; fails once the server has closed. */
    String next() throws IOException {
        while (true) {
            int kind = input.readUnsignedByte();
            var content = new byte[length(input.readUnsignedByte())];
            input.readFully(content);
            if (kind == TEXT) {
                return new String(content, StandardCharsets.UTF_8);
            }
            if (kind == CLOSE) {
                closeCode = content.length < 2 ? 0 : ((content[0] & 0xff) << 8) | (content[1] & 0xff);
                throw new EOFException("closed with " + closeCode);
            }
        }
    }

    /** Reads until a message holds {@code part}, and shows meanwhile that somebody is there. */
    void await(String part) throws IOException {
        for (var message = next(); !message.contains(part); message = next()) {
            if (message.contains("\"op\":\"ping\"")) {
                send("{\"op\":\"pong\"}");
            }
        }
    }

    /** As when a machine loses its power and its neighbour answers for it. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private int length(int announced) throws IOException {
        return switch (announced) {
            case SHORT_FOLLOWS -> input.readUnsignedShort();
            case LONG_FOLLOWS -> (int) input.readLong();
            default -> announced;
        };
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = input.read(); c != '\n'; c = input.read()) {
            if (c < 0) {
                throw new EOFException("closed before it was answered");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
