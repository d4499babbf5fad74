package parley.space.reader;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.entity.Decider;
import parley.entity.Decision;
import parley.space.SpaceId;
import parley.space.SpaceLimits;
import parley.space.Text;
import parley.space.reader.Reader.Marker;
import parley.space.reader.ReaderCommand.ClearDraft;
import parley.space.reader.ReaderCommand.MarkRead;
import parley.space.reader.ReaderCommand.MarkUnread;
import parley.space.reader.ReaderCommand.Mute;
import parley.space.reader.ReaderCommand.See;
import parley.space.reader.ReaderCommand.SetDraft;
import parley.space.reader.ReaderCommand.Unmute;
import parley.space.reader.ReaderEvent.DraftCleared;
import parley.space.reader.ReaderEvent.DraftSet;
import parley.space.reader.ReaderEvent.MarkedRead;
import parley.space.reader.ReaderEvent.MarkedUnread;
import parley.space.reader.ReaderEvent.Seen;
import parley.space.reader.ReaderEvent.SpaceMuted;
import parley.space.reader.ReaderEvent.SpaceUnmuted;
import parley.space.reader.ReaderReply.Kept;
import parley.space.reader.ReaderReply.Refused;

/** The rules of what one person has read, is about to say and does not want to be called for, and of when they were last seen. */
public final class ReaderRules implements Decider<Reader, ReaderCommand, ReaderEvent, ReaderReply> {

    @Override
    public Reader initial() {
        return Reader.initial();
    }

    @Override
    public Decision<ReaderEvent, ReaderReply> decide(Reader reader, ReaderCommand command, Instant now) {
        return switch (command) {
            case MarkRead mark -> mark(reader, mark, now);
            case MarkUnread mark -> unmark(reader, mark, now);
            case SetDraft draft -> draft(reader, draft, now);
            case ClearDraft(var space) ->
                reader.drafts().containsKey(space)
                        ? stored(reader, space, new DraftCleared(space, now))
                        : unchanged(reader, space);
            case Mute(var space) -> mute(reader, space, now);
            case Unmute(var space) ->
                reader.muted().contains(space)
                        ? stored(reader, space, new SpaceUnmuted(space, now))
                        : unchanged(reader, space);
            case See see -> see(reader, see, now);
        };
    }

    @Override
    public Reader evolve(Reader before, ReaderEvent event) {
        var reader = before.seen(event instanceof Seen seen ? seen.lastSeen() : event.at());
        return switch (event) {
            case MarkedRead(var space, var upTo, var _) -> {
                var marker = reader.marker(space);
                yield reader.with(space, new Marker(Math.max(upTo, marker.upTo()), marker.revision()));
            }
            case MarkedUnread(var space, var upTo, var revision, var _) ->
                reader.with(space, new Marker(upTo, revision));
            case DraftSet(var space, var text, var _) ->
                reader.withDrafts(reader.drafts().plus(space, text));
            case DraftCleared(var space, var _) ->
                reader.withDrafts(reader.drafts().minus(space));
            case SpaceMuted(var space, var _) -> reader.withMuted(reader.muted().plus(space));
            case SpaceUnmuted(var space, var _) ->
                reader.withMuted(reader.muted().minus(space));
            case Seen _ -> reader;
        };
    }

    private Decision<ReaderEvent, ReaderReply> mark(Reader reader, MarkRead mark, Instant now) {
        var marker = reader.marker(mark.space());
        if (mark.upTo() < 1) {
            return refused("A read marker is a sequence number from 1; this is %d.".formatted(mark.upTo()));
        }
        if (mark.upTo() <= marker.upTo() || isLate(marker, mark.revision())) {
            return unchanged(reader, mark.space());
        }
        if (!reader.markers().containsKey(mark.space()) && reader.markers().size() >= Reader.SPACES_MAX) {
            return refused("Read markers of at most %,d spaces are kept.".formatted(Reader.SPACES_MAX));
        }
        return stored(reader, mark.space(), new MarkedRead(mark.space(), mark.upTo(), now));
    }

    private Decision<ReaderEvent, ReaderReply> unmark(Reader reader, MarkUnread mark, Instant now) {
        var marker = reader.marker(mark.space());
        if (mark.upTo() < 0) {
            return refused("What stays read is a sequence number from 1, or 0 for nothing; this is %d."
                    .formatted(mark.upTo()));
        }
        if (mark.upTo() >= marker.upTo() || isLate(marker, mark.revision())) {
            return unchanged(reader, mark.space());
        }
        return stored(reader, mark.space(), new MarkedUnread(mark.space(), mark.upTo(), reader.revision() + 1, now));
    }

    /** Whether a device reports from before the space was last marked unread. */
    private static boolean isLate(Marker marker, @Nullable Long revision) {
        return revision != null && revision < marker.revision();
    }

    private Decision<ReaderEvent, ReaderReply> draft(Reader reader, SetDraft draft, Instant now) {
        var text = draft.text();
        if (text.isEmpty() || text.length() > SpaceLimits.TEXT_CHARACTERS || !Text.storable(text)) {
            return refused("A draft has 1 to %,d characters, none of them NUL or half of a surrogate pair."
                    .formatted(SpaceLimits.TEXT_CHARACTERS));
        }
        var known = reader.drafts().get(draft.space());
        if (text.equals(known)) {
            return unchanged(reader, draft.space());
        }
        if (known == null && reader.drafts().size() >= Reader.DRAFTS_MAX) {
            return refused("Drafts in at most %d spaces are kept; clear one first.".formatted(Reader.DRAFTS_MAX));
        }
        return stored(reader, draft.space(), new DraftSet(draft.space(), text, now));
    }

    private Decision<ReaderEvent, ReaderReply> mute(Reader reader, SpaceId space, Instant now) {
        if (reader.muted().contains(space)) {
            return unchanged(reader, space);
        }
        return reader.muted().size() < Reader.SPACES_MAX
                ? stored(reader, space, new SpaceMuted(space, now))
                : refused("At most %,d spaces may be muted.".formatted(Reader.SPACES_MAX));
    }

    /** No clock runs ahead of the server's own. */
    private static Decision<ReaderEvent, ReaderReply> see(Reader reader, See see, Instant now) {
        var at = see.lastSeen().isAfter(now) ? now : see.lastSeen();
        return reader.seenSince(at)
                ? Decision.answer(new Kept(reader.seq(), Marker.NONE, true))
                : new Decision<>(List.of(new Seen(at, now)), new Kept(reader.seq() + 1, Marker.NONE, false));
    }

    private Decision<ReaderEvent, ReaderReply> stored(Reader reader, SpaceId space, ReaderEvent event) {
        var after = evolve(reader, event);
        return new Decision<>(List.of(event), new Kept(after.seq(), after.marker(space), false));
    }

    private static Decision<ReaderEvent, ReaderReply> unchanged(Reader reader, SpaceId space) {
        return Decision.answer(new Kept(reader.seq(), reader.marker(space), true));
    }

    private static Decision<ReaderEvent, ReaderReply> refused(String detail) {
        return Decision.answer(new Refused(detail));
    }
}
