package parley.gateway.rt;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.http.impl.engine.ws.FrameEvent;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import parley.gateway.access.Identity;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;

/**
 * One connection: the only stage between the frames of a WebSocket and its {@link Session}. It sends when the network
 * asks for more, so a
 * slow client is simply asked less often.
 */
final class SocketStage extends GraphStage<FlowShape<FrameEvent, FrameEvent>> {

    private static final Duration TICK = Duration.ofSeconds(5);

    /** How long the client may take to agree to a close. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

    /** Pongs that may wait for a client that pings but does not read. */
    private static final int URGENT_MAX = 16;

    private final Inlet<FrameEvent> in = Inlet.create("frames.in");
    private final Outlet<FrameEvent> out = Outlet.create("frames.out");
    private final FlowShape<FrameEvent, FrameEvent> shape = FlowShape.of(in, out);
    private final Surroundings around;
    private final Identity identity;
    private final String address;
    private final OpenSockets sockets;

    SocketStage(Surroundings around, Identity identity, String address, OpenSockets sockets) {
        this.around = around;
        this.identity = identity;
        this.address = address;
        this.sockets = sockets;
    }

    @Override
    public FlowShape<FrameEvent, FrameEvent> shape() {
        return shape;
    }

    @Override
    public GraphStageLogic createLogic(Attributes attributes) {
        return new Connection();
    }

    private final class Connection extends TimerGraphStageLogic implements Line {

        private final AtomicBoolean woken = new AtomicBoolean();
        private final AsyncCallback<Runnable> callback = createAsyncCallback(this::perform);
        private final MessageAssembly assembly =
                new MessageAssembly(around.limits().frames().bytes());
        private final ArrayDeque<FrameEvent> urgent = new ArrayDeque<>();
        private final Session session = new Session(around, this, identity);
        private boolean counted;
        private boolean closing;

        Connection() {
            super(shape);
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
            var full = sockets.open(identity.user(), address, this);
            counted = full.isEmpty();
            full.ifPresent(problem -> close(Close.OVERLOADED, problem));
            later(around.limits().sockets().helloTime(), this::helloDue);
            later(TICK, this::tick);
        }

        @Override
        public void postStop() {
            if (counted) {
                sockets.close(identity.user(), address, this);
            }
            session.closed();
        }

        @Override
        public void onTimer(Object action) {
            perform(((Due) action).action());
        }

        @Override
        public void wake() {
            if (woken.compareAndSet(false, true)) {
                callback.invoke(this::woke);
            }
        }

        @Override
        public void run(Runnable action) {
            callback.invoke(action);
        }

        @Override
        public void later(Duration delay, Runnable action) {
            scheduleOnce(new Due(action), delay);
        }

        @Override
        public void close(Close why, Problem problem) {
            if (closing) {
                return;
            }
            closing = true;
            urgent.clear();
            urgent.add(WebSocketFrames.text(Lines.join(List.of(WireReplies.bye(problem)))));
            urgent.add(WebSocketFrames.close(why.code(), problem.code().wire()));
            later(CLOSE_WITHIN, this::completeStage);
        }

        private void woke() {
            woken.set(false);
            session.woken();
        }

        private void perform(Runnable action) {
            action.run();
            send();
        }

        private void helloDue() {
            if (!closing) {
                session.helloDue();
            }
        }

        private void tick() {
            if (!closing) {
                session.tick();
                later(TICK, this::tick);
            }
        }

        private void listen() {
            if (!isClosed(in) && !hasBeenPulled(in) && (closing || !session.isFull())) {
                pull(in);
            }
        }

        private void send() {
            if (!isAvailable(out)) {
                return;
            }
            if (!urgent.isEmpty()) {
                push(out, urgent.remove());
                return;
            }
            if (closing) {
                return;
            }
            var next = session.next();
            if (next != null) {
                push(out, WebSocketFrames.text(next));
            }
        }

        private void take(FrameEvent piece) {
            var found = assembly.take(piece);
            if (found instanceof MessageAssembly.Found.Closing(var code)) {
                closed(code);
            } else if (!closing) {
                take(found);
            }
        }

        private void take(MessageAssembly.Found found) {
            int max = around.limits().frames().bytes();
            switch (found) {
                case MessageAssembly.Found.Nothing _, MessageAssembly.Found.Closing _ -> {}
                case MessageAssembly.Found.Text(var bytes) -> session.receive(bytes.toArrayUnsafe());
                case MessageAssembly.Found.Binary _ ->
                    session.unreadable(Problem.of(ProblemCode.MALFORMED, "frames are text"));
                case MessageAssembly.Found.TooLarge _ -> session.unreadable(tooBig(max));
                case MessageAssembly.Found.FarTooLarge _ -> close(Close.FRAME_TOO_BIG, tooBig(max));
                case MessageAssembly.Found.Ping(var data) -> {
                    session.heard();
                    if (urgent.size() < URGENT_MAX) {
                        urgent.add(WebSocketFrames.pong(data));
                    }
                }
                case MessageAssembly.Found.Pong _ -> session.heard();
                case MessageAssembly.Found.Wrong(var detail) ->
                    close(Close.PROTOCOL_ERROR, Problem.of(ProblemCode.PROTOCOL_ERROR, detail));
            }
        }

        /** The client closes, or agrees to be closed. */
        private void closed(int code) {
            if (closing) {
                completeStage();
                return;
            }
            closing = true;
            session.closed();
            urgent.clear();
            emit(out, WebSocketFrames.close(code, ""), this::completeStage);
        }

        private static Problem tooBig(int max) {
            return Problem.of(ProblemCode.FRAME_TOO_BIG, "a frame has at most %,d bytes".formatted(max));
        }
    }

    /** A timer is known by what it does. */
    private record Due(Runnable action) {}
}
