package parley.space.reader;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.space.SpaceId;

/** What a reader's log can be asked to do. */
public sealed interface ReaderCommand {

    /**
     * Moves the read marker of a space forward; it never moves back, so that devices agree whatever the order they report in.
     *
     * @param upTo the sequence number of the last event read, from 1
     * @param revision of the log as the device knows it: who has not heard that the space was marked unread since moves nothing; null
     *     for the present one
     */
    record MarkRead(SpaceId space, long upTo, @Nullable Long revision) implements ReaderCommand {}

    /**
     * Moves the read marker of a space back.
     *
     * @param upTo the last event that stays read; 0 for none
     * @param revision as above
     */
    record MarkUnread(SpaceId space, long upTo, @Nullable Long revision) implements ReaderCommand {}

    record SetDraft(SpaceId space, String text) implements ReaderCommand {}

    record ClearDraft(SpaceId space) implements ReaderCommand {}

    /** Asks not to be called for what is said in a space. */
    record Mute(SpaceId space) implements ReaderCommand {}

    record Unmute(SpaceId space) implements ReaderCommand {}

    /** Remembers when the person was last seen to do something; the latest time counts. */
    record See(Instant lastSeen) implements ReaderCommand {}
}
