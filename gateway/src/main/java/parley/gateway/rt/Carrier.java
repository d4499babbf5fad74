package parley.gateway.rt;

/** What carries the frames of a connection. */
public enum Carrier {
    WEBSOCKET,
    EVENT_STREAM,
    LONG_POLL
}
