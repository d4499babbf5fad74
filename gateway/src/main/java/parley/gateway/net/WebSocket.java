package parley.gateway.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One upgraded connection on its {@link Loop}. It asks its {@link Speaker} for the next message when the network has
 * taken the ones before, so that a slow client is simply asked less often; and reads no more than the speaker can take.
 */
public final class WebSocket implements Strand {

    /** Bytes of an oversized message that are dropped before its sender is cut off. */
    public static final long DROPPED_MAX = 4L * 1024 * 1024;

    /** Who talks with the client. Called from the strand. */
    public interface Speaker {

        /** The connection is open. */
        void opened();

        /** The client said something. */
        void heard(Found found);

        /** The next message; null where there is none now. Asked again after everything done on the strand. */
        @Nullable
        ByteString next();

        /** Whether so much waits to be sent that nothing more should be read. */
        boolean isFull();

        /** The connection is gone. Nothing is called after this. */
        void gone();
    }

    /** The way through the HTTP server, which owns the connection. Safe for use from any thread. */
    interface Owner {

        /** Sends what has to go before the client has said anything: its own answer may still be on the way. */
        void send(ByteString bytes);

        /** Reads more; to be said when the socket {@link #isFull} no longer. */
        void readOn();

        /** Closes the connection. */
        void close();
    }

    private static final Logger LOG = LoggerFactory.getLogger(WebSocket.class);

    /** Control frames that may wait for a client that pings but does not read. */
    private static final int URGENT_MAX = 16;

    /** Room for the next message, so that buffers rarely have to grow. */
    private static final int ROOM = 72 * 1024;

    /** How long a client that says nothing more may take to hear the rest. */
    private static final Duration END_WITHIN = Duration.ofSeconds(3);

    private final Loop loop;
    private final Owner owner;
    private final MessageAssembly assembly;
    private final Speaker speaker;
    private final ArrayDeque<Urgent> urgent = new ArrayDeque<>();
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private @Nullable ByteBuffer unsent;
    private boolean flushing;
    private boolean quiet;
    private boolean last;
    private boolean gone;
    private volatile boolean full;

    private record Urgent(int opcode, ByteString payload) {}

    WebSocket(Loop loop, Owner owner, int messageMax, Function<WebSocket, Speaker> speaker) {
        this.loop = loop;
        this.owner = owner;
        assembly = new MessageAssembly(messageMax);
        this.speaker = speaker.apply(this);
    }

    @Override
    public void run(Runnable task) {
        loop.run(() -> perform(task));
    }

    @Override
    public void later(Duration delay, Runnable task) {
        loop.later(delay, this, () -> perform(task));
    }

    /** Answers a ping. */
    public void pong(ByteString data) {
        if (urgent.size() < URGENT_MAX) {
            urgent.add(new Urgent(Frames.PONG, data));
        }
    }

    /** Sends these last words and a close frame, and then asks for no more messages. */
    public void farewell(List<ByteString> words, int code, String reason) {
        quiet = true;
        urgent.clear();
        words.forEach(word -> urgent.add(new Urgent(Frames.TEXT, word)));
        urgent.add(new Urgent(Frames.CLOSE, Frames.closing(code, reason)));
    }

    /** Closes the connection as soon as what has been said is sent. */
    public void finish() {
        quiet = true;
        last = true;
    }

    /** Closes the connection now. */
    public void cut() {
        lose();
        owner.close();
    }

    /** The HTTP server has switched protocols. */
    void open() {
        perform(speaker::opened);
    }

    /** The client said something. When it does so first, it has been told of the upgrade, and can be told more. */
    void arrived(SocketChannel upgraded, ByteBuffer bytes) {
        channel = upgraded;
        perform(() -> {
            assembly.take(bytes, speaker::heard);
            fillUp();
        });
    }

    /** The client will say nothing more: what there is for it is still sent, as long as it takes that. */
    void end() {
        perform(() -> {
            last = true;
            later(END_WITHIN, this::cut);
        });
    }

    /** Whether so much waits to be sent that nothing more should be read. From any thread. */
    boolean isFull() {
        return full;
    }

    /** The connection has ended, whoever ended it. */
    void lose() {
        if (!gone) {
            gone = true;
            if (key != null) {
                key.cancel();
            }
            loop.forget();
            tellGone();
        }
    }

    private void tellGone() {
        try {
            speaker.gone();
        } catch (RuntimeException | Error defect) {
            LOG.error("a connection has gone and could not be forgotten", defect);
        }
    }

    boolean isGone() {
        return gone;
    }

    /** The network takes more. */
    void writable(SelectionKey now) {
        perform(() -> now.interestOps(0));
    }

    /** Sends what there is, as far as the network takes it. */
    void flush() {
        flushing = false;
        if (gone) {
            return;
        }
        try {
            boolean sent = channel == null ? sendByOwner() : send(channel);
            if (sent && last) {
                cut();
            }
            fillUp();
        } catch (IOException | CancelledKeyException broken) {
            cut();
        } catch (RuntimeException | Error defect) {
            fail(defect);
        }
    }

    private void fillUp() {
        if (gone) {
            return;
        }
        boolean before = full;
        full = speaker.isFull() && !quiet;
        if (before && !full) {
            owner.readOn();
        }
    }

    private boolean sendByOwner() {
        var buffer = fill(loop.outgoing());
        if (buffer.position() > 0) {
            owner.send(ByteString.fromByteBuffer(buffer.flip()));
        }
        return true;
    }

    /** False where the network does not take more now; then this is done again when it does. */
    private boolean send(SocketChannel to) throws IOException {
        while (true) {
            var waited = unsent;
            var buffer = waited == null ? fill(loop.outgoing()).flip() : waited;
            if (!buffer.hasRemaining()) {
                return true;
            }
            to.write(buffer);
            if (buffer.hasRemaining()) {
                unsent = waited == null ? copy(buffer) : waited;
                key = loop.flushWhenWritable(to, this);
                return false;
            }
            unsent = null;
        }
    }

    private static ByteBuffer copy(ByteBuffer buffer) {
        return ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
    }

    /** As many frames as there are and fit. */
    private ByteBuffer fill(ByteBuffer empty) {
        var buffer = empty;
        for (var next = urgent.poll(); next != null; next = urgent.poll()) {
            buffer = Frames.append(buffer, next.opcode(), next.payload());
        }
        while (!quiet && buffer.remaining() >= ROOM) {
            var message = speaker.next();
            if (message == null) {
                break;
            }
            buffer = Frames.append(buffer, Frames.TEXT, message);
        }
        for (var next = urgent.poll(); next != null; next = urgent.poll()) {
            buffer = Frames.append(buffer, next.opcode(), next.payload());
        }
        return buffer;
    }

    private void perform(Runnable task) {
        if (gone) {
            return;
        }
        try {
            task.run();
        } catch (CancelledKeyException closed) {
            cut();
        } catch (RuntimeException | Error defect) {
            fail(defect);
        }
        if (!flushing && !gone) {
            flushing = true;
            loop.flushSoon(this);
        }
    }

    private void fail(Throwable defect) {
        LOG.error("a connection failed and is closed", defect);
        cut();
    }
}
