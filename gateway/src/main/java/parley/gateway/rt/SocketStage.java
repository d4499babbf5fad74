package parley.gateway.rt;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import org.apache.pekko.http.impl.engine.ws.FrameEvent;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import parley.gateway.access.Identity;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;
import parley.space.actor.Subscriber.Departure;

/** A connection over a WebSocket: the only stage between its frames and a {@link Session}. */
final class SocketStage extends GraphStage<FlowShape<FrameEvent, FrameEvent>> {

    /** Pongs that may wait for a client that pings but does not read. */
    private static final int URGENT_MAX = 16;

    /** Codes of a client that goes on purpose; 1005 stands for none, as when a page just closes its socket. */
    private static final Set<Integer> POLITE = Set.of(1000, 1001, 1005);

    private final Inlet<FrameEvent> in = Inlet.create("frames.in");
    private final Outlet<FrameEvent> out = Outlet.create("frames.out");
    private final FlowShape<FrameEvent, FrameEvent> shape = FlowShape.of(in, out);
    private final Surroundings around;
    private final Identity identity;
    private final String address;

    SocketStage(Surroundings around, Identity identity, String address) {
        this.around = around;
        this.identity = identity;
        this.address = address;
    }

    @Override
    public FlowShape<FrameEvent, FrameEvent> shape() {
        return shape;
    }

    @Override
    public GraphStageLogic createLogic(Attributes attributes) {
        return new Socket();
    }

    private final class Socket extends Connection {

        private final MessageAssembly assembly =
                new MessageAssembly(around.limits().frames().bytes());
        private final ArrayDeque<FrameEvent> urgent = new ArrayDeque<>();

        Socket() {
            super(shape, around, identity, address);
            setHandlers(in, out, new AbstractInOutHandler() {
                @Override
                public void onPush() {
                    take(grab(in));
                    listen();
                    send();
                }

                @Override
                public void onPull() {
                    send();
                    listen();
                }

                @Override
                public void onUpstreamFinish() {
                    completeStage();
                }

                @Override
                public void onUpstreamFailure(Throwable failure) {
                    completeStage();
                }
            });
        }

        @Override
        public void preStart() {
            pull(in);
            super.preStart();
        }

        @Override
        void farewell(Close why, Problem problem) {
            urgent.clear();
            urgent.add(WebSocketFrames.text(Lines.join(List.of(WireReplies.bye(why, problem)))));
            urgent.add(WebSocketFrames.close(why.code(), problem.code().wire()));
        }

        @Override
        void send() {
            if (!isAvailable(out)) {
                return;
            }
            if (!urgent.isEmpty()) {
                push(out, urgent.remove());
                return;
            }
            if (isClosing()) {
                return;
            }
            var next = session().next();
            if (next != null) {
                push(out, WebSocketFrames.text(next));
            }
        }

        private void listen() {
            if (!isClosed(in)
                    && !hasBeenPulled(in)
                    && (isClosing() || !session().isFull())) {
                pull(in);
            }
        }

        private void take(FrameEvent piece) {
            var found = assembly.take(piece);
            if (found instanceof MessageAssembly.Found.Closing(var code)) {
                closed(code);
            } else if (!isClosing()) {
                take(found);
            }
        }

        private void take(MessageAssembly.Found found) {
            int max = around.limits().frames().bytes();
            switch (found) {
                case MessageAssembly.Found.Nothing _, MessageAssembly.Found.Closing _ -> {}
                case MessageAssembly.Found.Text(var bytes) -> session().receive(bytes.toArrayUnsafe());
                case MessageAssembly.Found.Binary _ ->
                    session().unreadable(Problem.of(ProblemCode.MALFORMED, "frames are text"));
                case MessageAssembly.Found.TooLarge _ -> session().unreadable(tooBig(max));
                case MessageAssembly.Found.FarTooLarge _ -> close(Close.FRAME_TOO_BIG, tooBig(max));
                case MessageAssembly.Found.Ping(var data) -> {
                    session().heard();
                    if (urgent.size() < URGENT_MAX) {
                        urgent.add(WebSocketFrames.pong(data));
                    }
                }
                case MessageAssembly.Found.Pong _ -> session().heard();
                case MessageAssembly.Found.Wrong(var detail) ->
                    close(Close.PROTOCOL_ERROR, Problem.of(ProblemCode.PROTOCOL_ERROR, detail));
            }
        }

        /** The client closes, or agrees to be closed. */
        private void closed(int code) {
            if (isClosing()) {
                completeStage();
                return;
            }
            closedByClient(POLITE.contains(code) ? Departure.LEFT : Departure.LOST);
            urgent.clear();
            emit(out, WebSocketFrames.close(code, ""), this::completeStage);
        }

        private static Problem tooBig(int max) {
            return Problem.of(ProblemCode.FRAME_TOO_BIG, "a frame has at most %,d bytes".formatted(max));
        }
    }
}
