package parley.client;

/** What a client hears of one space, as far as its rules care. */
public sealed interface Heard {

    /** The name of the history that it is about. */
    String epoch();

    /** The state at a place. */
    record Snapshot(String epoch, long at) implements Heard {}

    /** The client goes on from where it said it was. */
    record Resumed(String epoch) implements Heard {}

    /** What fills the places {@code from} to {@code to}: an event, or a notice that there is nothing for this client. */
    record Piece(String epoch, long from, long to, Object content) implements Heard {}

    /** The log reaches so far. */
    record Head(String epoch, long seq) implements Heard {}

    /** Another history, or none any more, takes the place of what the client has. */
    record Reset(String epoch) implements Heard {}

    /** The pause that the client set itself is over; one that was set earlier means nothing. */
    record PauseOver(String epoch, int number) implements Heard {}
}
