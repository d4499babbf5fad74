package parley.space.actor;

import java.util.List;
import parley.space.Reason;
import parley.space.Space;
import parley.space.reader.Reader;

/** What becomes of a wish to follow a space. */
public sealed interface Attached {

    /** The reader is told why not. */
    record Refused(Reason reason) implements Attached {}

    /** The space cannot be reached now. */
    record Unavailable() implements Attached {}

    /**
     * The reader goes on from where it was.
     *
     * @param backlog what it missed and the ring no longer holds, oldest first
     */
    record Resumed(Feed feed, long after, long head, long ordinal, List<Page> backlog) implements Attached {}

    /** Somebody begins with the state of their own log; updates follow from {@code own.seq() + 1}. */
    record BegunOwn(Feed feed, Reader own) implements Attached {}

    /** The reader begins with the state; updates follow from {@code state.seq() + 1}. */
    record Begun(Feed feed, Space state) implements Attached {}
}
