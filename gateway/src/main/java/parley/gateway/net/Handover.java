package parley.gateway.net;

import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;

/**
 * Where an upgraded connection leaves the streams of the HTTP server. What the client says still comes through them; what
 * it is told does not: a loop writes to the socket itself. The server stays the owner and closes the connection.
 */
final class Handover extends GraphStage<FlowShape<ByteString, ByteString>> {

    /** Bytes that may wait for the loop before nothing more is read. */
    static final int AHEAD_MAX = 64 * 1024;

    private final Inlet<ByteString> in = Inlet.create("upgraded.in");
    private final Outlet<ByteString> out = Outlet.create("upgraded.out");
    private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);
    private final Loop loop;
    private final SocketChannel channel;
    private final Function<WebSocket.Owner, WebSocket> opening;

    Handover(Loop loop, SocketChannel channel, Function<WebSocket.Owner, WebSocket> opening) {
        this.loop = loop;
        this.channel = channel;
        this.opening = opening;
    }

    @Override
    public FlowShape<ByteString, ByteString> shape() {
        return shape;
    }

    @Override
    public GraphStageLogic createLogic(Attributes attributes) {
        return new Logic();
    }

    private final class Logic extends GraphStageLogic implements WebSocket.Owner {

        private final AsyncCallback<Runnable> onStage = createAsyncCallback(Runnable::run);
        private final AtomicInteger ahead = new AtomicInteger();
        private final WebSocket socket = opening.apply(this);

        Logic() {
            super(shape);
            setHandlers(in, out, new AbstractInOutHandler() {
                @Override
                public void onPush() {
                    var bytes = grab(in).toArrayUnsafe();
                    ahead.addAndGet(bytes.length);
                    loop.run(() -> take(bytes));
                    read();
                }

                @Override
                public void onPull() {}

                // what waits for the loop comes before the end, and so do its answers
                @Override
                public void onUpstreamFinish() {
                    loop.run(socket::end);
                }
            });
        }

        @Override
        public void preStart() {
            loop.run(socket::open);
            read();
        }

        @Override
        public void postStop() {
            loop.run(socket::lose);
        }

        @Override
        public void send(ByteString bytes) {
            onStage.invoke(() -> emit(out, bytes));
        }

        @Override
        public void readOn() {
            onStage.invoke(this::read);
        }

        @Override
        public void close() {
            onStage.invoke(() -> {
                complete(out);
                cancel(in);
            });
        }

        private void read() {
            if (ahead.get() < AHEAD_MAX && !socket.isFull() && !isClosed(in) && !hasBeenPulled(in)) {
                pull(in);
            }
        }

        /** On the loop; the stage hears of it only where it may have stopped reading. */
        private void take(byte[] bytes) {
            socket.arrived(channel, ByteBuffer.wrap(bytes));
            int before = ahead.getAndAdd(-bytes.length);
            if (before >= AHEAD_MAX && before - bytes.length < AHEAD_MAX) {
                readOn();
            }
        }
    }
}
