package parley.space.reader;

import parley.space.SpaceId;

/** What a reader's log can be asked to do. */
public sealed interface ReaderCommand {

    /**
     * Moves the read marker of a space forward; it never moves back, so that devices agree whatever the order they report in.
     *
     * @param upTo the sequence number of the last event read, from 1
     */
    record MarkRead(SpaceId space, long upTo) implements ReaderCommand {}
}
