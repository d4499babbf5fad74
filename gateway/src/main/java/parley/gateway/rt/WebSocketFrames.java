package parley.gateway.rt;

import org.apache.pekko.http.impl.engine.ws.FrameEvent;
import org.apache.pekko.http.impl.engine.ws.FrameHeader;
import org.apache.pekko.http.impl.engine.ws.FrameStart;
import org.apache.pekko.http.impl.engine.ws.Protocol;
import org.apache.pekko.http.impl.engine.ws.UpgradeToWebSocketLowLevel;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Graph;
import org.apache.pekko.util.ByteString;
import scala.Option;

/**
 * Pekko HTTP's WebSocket frames, below its messages. Its messages know no close codes of one's own, encode each text
 * anew for every
 * recipient, and cost each connection several stages; frames do not.
 */
final class WebSocketFrames {

    private static final byte TEXT = 1;
    private static final byte CLOSE = 8;
    private static final byte PONG = 10;

    private WebSocketFrames() {}

    /** The answer that switches a connection to a stage of frames. */
    @SuppressWarnings("unchecked") // a graph may have any materialized value here
    static HttpResponse upgrade(
            WebSocketUpgrade upgrade, Graph<FlowShape<FrameEvent, FrameEvent>, ?> stage, String subprotocol) {
        return ((UpgradeToWebSocketLowLevel) upgrade)
                .handleFrames((Graph<FlowShape<FrameEvent, FrameEvent>, Object>) stage, Option.apply(subprotocol));
    }

    static FrameEvent text(ByteString payload) {
        return frame(TEXT, payload);
    }

    static FrameEvent pong(ByteString payload) {
        return frame(PONG, payload);
    }

    /** A close frame; codes that must not be sent become a close without a code. */
    static FrameEvent close(int code, String reason) {
        boolean sendable =
                (code >= 3000 && code < 5000) || (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1011);
        if (!sendable) {
            return frame(CLOSE, ByteString.emptyByteString());
        }
        var payload = ByteString.fromArray(new byte[] {(byte) (code >> 8), (byte) code})
                .concat(ByteString.fromString(reason));
        return frame(CLOSE, payload);
    }

    private static FrameEvent frame(byte opcode, ByteString payload) {
        var header = new FrameHeader(
                Protocol.Opcode$.MODULE$.forCode(opcode), Option.empty(), payload.length(), true, false, false, false);
        return new FrameStart(header, payload);
    }
}
