package parley.gateway.rt;

import java.util.List;
import java.util.Set;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Identity;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;
import parley.gateway.net.Found;
import parley.gateway.net.WebSocket;
import parley.space.actor.Subscriber.Departure;

/** A connection over a WebSocket. */
final class SocketSpeaker extends Connection implements WebSocket.Speaker {

    /** Codes of a client that goes on purpose; 1005 stands for none, as when a page just closes its socket. */
    private static final Set<Integer> POLITE = Set.of(1000, 1001, 1005);

    private final WebSocket socket;
    private final int messageMax;

    SocketSpeaker(WebSocket socket, Surroundings around, Identity identity, String address) {
        super(socket, around, identity, address);
        this.socket = socket;
        messageMax = around.limits().frames().bytes();
    }

    @Override
    public Carrier carrier() {
        return Carrier.WEBSOCKET;
    }

    @Override
    public void opened() {
        begin();
    }

    @Override
    public void gone() {
        end();
    }

    @Override
    public @Nullable ByteString next() {
        return session().next();
    }

    @Override
    public boolean isFull() {
        return session().isFull();
    }

    /** The socket asks for what there is after everything that is done. */
    @Override
    void send() {}

    @Override
    void cut() {
        socket.cut();
    }

    @Override
    void farewell(Close why, Problem problem) {
        socket.farewell(
                session().lastWords(WireReplies.bye(why, problem)),
                why.code(),
                problem.code().wire());
    }

    @Override
    public void heard(Found found) {
        if (found instanceof Found.Closing(var code)) {
            closed(code);
        } else if (!isClosing()) {
            take(found);
        }
    }

    private void take(Found found) {
        switch (found) {
            case Found.Closing _ -> {}
            case Found.Text(var bytes) -> session().receive(bytes.toArrayUnsafe());
            case Found.Binary _ -> session().unreadable(Problem.of(ProblemCode.MALFORMED, "frames are text"));
            case Found.TooLarge _ -> session().unreadable(tooBig());
            case Found.FarTooLarge _ -> close(Close.FRAME_TOO_BIG, tooBig());
            case Found.Ping(var data) -> session().heard(() -> socket.pong(data));
            case Found.Pong _ -> session().heard(() -> {});
            case Found.Wrong(var detail) -> close(Close.PROTOCOL_ERROR, Problem.of(ProblemCode.PROTOCOL_ERROR, detail));
        }
    }

    /** The client closes, or agrees to be closed. */
    private void closed(int code) {
        if (!isClosing()) {
            closedByClient(POLITE.contains(code) ? Departure.LEFT : Departure.LOST);
            socket.farewell(List.of(), code, "");
        }
        socket.finish();
    }

    private Problem tooBig() {
        return Problem.of(ProblemCode.FRAME_TOO_BIG, "a frame has at most %,d bytes".formatted(messageMax));
    }
}
