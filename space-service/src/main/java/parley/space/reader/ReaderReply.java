package parley.space.reader;

/** What a reader's log answers. */
public sealed interface ReaderReply {

    /**
     * Done, now or before.
     *
     * @param upTo where the marker stands, which may be further than was asked
     * @param duplicate true where it stood there before
     */
    record Marked(long upTo, boolean duplicate) implements ReaderReply {}

    /** It is known when the person was last seen. */
    record Known() implements ReaderReply {}

    /** Not done: markers of too many spaces are kept already, or the sequence number is none. */
    record Refused(String detail) implements ReaderReply {}
}
