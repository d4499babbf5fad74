package parley.space.reader;

import java.time.Instant;
import parley.space.SpaceId;

/** What happened to a reader. Stored for ever: add, never rename, re-type or re-use. */
public sealed interface ReaderEvent {

    /** When, by the server's clock. */
    Instant at();

    /** Everything up to {@code upTo} was read. */
    record MarkedRead(SpaceId space, long upTo, Instant at) implements ReaderEvent {}

    /**
     * Everything after {@code upTo} counts as unread.
     *
     * @param revision of the log from now on
     */
    record MarkedUnread(SpaceId space, long upTo, long revision, Instant at) implements ReaderEvent {}

    record DraftSet(SpaceId space, String text, Instant at) implements ReaderEvent {}

    record DraftCleared(SpaceId space, Instant at) implements ReaderEvent {}

    record SpaceMuted(SpaceId space, Instant at) implements ReaderEvent {}

    record SpaceUnmuted(SpaceId space, Instant at) implements ReaderEvent {}

    /** The person was seen to do something. */
    record Seen(Instant lastSeen, Instant at) implements ReaderEvent {}
}
