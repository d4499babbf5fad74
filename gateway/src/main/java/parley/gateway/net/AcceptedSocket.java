package parley.gateway.net;

import java.nio.channels.SocketChannel;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.impl.engine.server.UpgradeToOtherProtocolResponseHeader;
import org.apache.pekko.http.impl.engine.ws.FrameEvent;
import org.apache.pekko.http.impl.engine.ws.UpgradeToWebSocketLowLevel;
import org.apache.pekko.http.javadsl.model.AttributeKey;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.stream.javadsl.Flow;
import scala.Option;

/** The socket that a request came over, which may become a {@link WebSocket}. */
public final class AcceptedSocket {

    /** Where a request has it. */
    public static final AttributeKey<AcceptedSocket> KEY = AttributeKey.create("socket", AcceptedSocket.class);

    private final SocketChannel channel;
    private final Supplier<Loop> loops;

    /** @param loops gives the next one its turn */
    AcceptedSocket(SocketChannel channel, Supplier<Loop> loops) {
        this.channel = channel;
        this.loops = loops;
    }

    /**
     * The answer that makes it a WebSocket.
     *
     * @param subprotocol one that the client has offered
     * @param messageMax bytes of a client's message at most
     * @param speaker who talks with the client
     */
    public HttpResponse upgrade(
            WebSocketUpgrade upgrade,
            String subprotocol,
            int messageMax,
            Function<WebSocket, WebSocket.Speaker> speaker) {
        var loop = loops.get();
        var handover = new Handover(loop, channel, owner -> new WebSocket(loop, owner, messageMax, speaker));
        // the server's own answer, but for what it switches to: frames, where these are bytes
        var answer = ((UpgradeToWebSocketLowLevel) upgrade)
                .handleFrames(materializingAnything(Flow.<FrameEvent>create()), Option.apply(subprotocol));
        var bytes = new UpgradeToOtherProtocolResponseHeader(
                materializingAnything(Flow.fromGraph(handover)).asScala());
        return (HttpResponse) answer.removeHeader(bytes.name()).addHeader(bytes);
    }

    private static <T> Flow<T, T, Object> materializingAnything(Flow<T, T, NotUsed> flow) {
        return flow.mapMaterializedValue(unused -> unused);
    }
}
