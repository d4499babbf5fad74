package parley.gateway.net;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.util.ByteString;

/** Both ends of a connection on loopback: the server's as a loop needs it, and the client's. */
record Ends(SocketChannel server, SocketChannel client, DataInputStream heard) implements AutoCloseable {

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int SHORT_FOLLOWS = 126;
    private static final int LONG_FOLLOWS = 127;

    /** A frame as a server sent it. */
    record Sent(int opcode, String payload) {}

    static Ends open() throws IOException {
        try (var door = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            var client = SocketChannel.open(door.getLocalAddress());
            var server = door.accept();
            server.configureBlocking(false);
            return new Ends(server, client, new DataInputStream(Channels.newInputStream(client)));
        }
    }

    /** A message as a client sends it; its mask changes nothing. */
    static ByteString message(String text) {
        var payload = text.getBytes(StandardCharsets.UTF_8);
        var frame = ByteBuffer.allocate(payload.length + 8);
        frame.put((byte) (FIN | Frames.TEXT));
        if (payload.length < SHORT_FOLLOWS) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | SHORT_FOLLOWS)).putShort((short) payload.length);
        }
        return ByteString.fromByteBuffer(frame.putInt(0).put(payload).flip());
    }

    /** The next frame that the client gets. */
    Sent next() throws IOException {
        int opcode = heard.readUnsignedByte() & 0x0f;
        int announced = heard.readUnsignedByte();
        int length = switch (announced) {
            case SHORT_FOLLOWS -> heard.readUnsignedShort();
            case LONG_FOLLOWS -> (int) heard.readLong();
            default -> announced;
        };
        return new Sent(opcode, new String(heard.readNBytes(length), StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        server.close();
        client.close();
    }
}
