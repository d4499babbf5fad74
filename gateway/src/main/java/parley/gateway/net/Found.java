package parley.gateway.net;

import org.apache.pekko.util.ByteString;

/** What a client of a WebSocket said. */
public sealed interface Found {

    /** A whole message. */
    record Text(ByteString bytes) implements Found {}

    record Binary() implements Found {}

    /** A message larger than allowed came to its end; nothing of it was kept. */
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

    /** This is no WebSocket any more; what follows is not read. */
    record Wrong(String detail) implements Found {}
}
