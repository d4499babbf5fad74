package parley.space.reader;

import java.time.Instant;
import parley.space.SpaceId;

/** What a reader's log can be asked to do. */
public sealed interface ReaderCommand {

    /**
     * Moves the read marker of a space forward; it never moves back, so that devices agree whatever the order they report in.
     *
     * @param upTo the sequence number of the last event read, from 1
     */
    record MarkRead(SpaceId space, long upTo) implements ReaderCommand {}

    /** Remembers when the person was last seen to do something; the latest time counts. */
    record See(Instant lastSeen) implements ReaderCommand {}
}
