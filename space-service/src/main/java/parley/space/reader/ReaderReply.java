package parley.space.reader;

/** What a reader's log answers. */
public sealed interface ReaderReply {

    /**
     * Done, now or before.
     *
     * @param seq the last sequence number of the log
     * @param marker how far the space is read now, which may be further than was asked; none where no space is concerned
     * @param duplicate true where nothing changed
     */
    record Kept(long seq, Reader.Marker marker, boolean duplicate) implements ReaderReply {}

    /** Not done; the detail says what is allowed. */
    record Refused(String detail) implements ReaderReply {}
}
