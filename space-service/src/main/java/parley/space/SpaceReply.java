package parley.space;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a space answers. */
public sealed interface SpaceReply {

    /**
     * Done, now or before.
     *
     * @param seq the sequence number of the event that did it
     * @param message the message concerned; null where there is none
     * @param duplicate true where the same command had been done before
     */
    record Accepted(long seq, Instant at, @Nullable MessageId message, boolean duplicate) implements SpaceReply {}

    /**
     * Not done.
     *
     * @param detail what is wrong and what is allowed, for people
     */
    record Rejected(Reason reason, String detail) implements SpaceReply {}
}
