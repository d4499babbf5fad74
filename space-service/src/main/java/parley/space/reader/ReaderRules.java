package parley.space.reader;

import java.time.Instant;
import java.util.List;
import parley.entity.Decider;
import parley.entity.Decision;
import parley.space.reader.ReaderCommand.MarkRead;
import parley.space.reader.ReaderCommand.See;
import parley.space.reader.ReaderEvent.MarkedRead;
import parley.space.reader.ReaderEvent.Seen;
import parley.space.reader.ReaderReply.Known;
import parley.space.reader.ReaderReply.Marked;
import parley.space.reader.ReaderReply.Refused;

/** The rules of what one person has read, and of when they were last seen. */
public final class ReaderRules implements Decider<Reader, ReaderCommand, ReaderEvent, ReaderReply> {

    @Override
    public Reader initial() {
        return Reader.initial();
    }

    @Override
    public Decision<ReaderEvent, ReaderReply> decide(Reader reader, ReaderCommand command, Instant now) {
        return switch (command) {
            case MarkRead mark -> mark(reader, mark, now);
            case See see -> see(reader, see, now);
        };
    }

    @Override
    public Reader evolve(Reader reader, ReaderEvent event) {
        return switch (event) {
            case MarkedRead marked -> reader.read(marked.space(), marked.upTo()).seen(marked.at());
            case Seen seen -> reader.seen(seen.lastSeen());
        };
    }

    private static Decision<ReaderEvent, ReaderReply> mark(Reader reader, MarkRead mark, Instant now) {
        var before = reader.readUpTo(mark.space());
        if (mark.upTo() < 1) {
            return Decision.answer(
                    new Refused("A read marker is a sequence number from 1; this is " + mark.upTo() + "."));
        }
        if (mark.upTo() <= before) {
            return Decision.answer(new Marked(before, true));
        }
        if (before == 0 && reader.readUpTo().size() >= Reader.SPACES_MAX) {
            return Decision.answer(
                    new Refused("Read markers of at most %d spaces are kept.".formatted(Reader.SPACES_MAX)));
        }
        var event = new MarkedRead(mark.space(), mark.upTo(), now);
        return new Decision<>(List.of(event), new Marked(mark.upTo(), false));
    }

    /** No clock runs ahead of the server's own. */
    private static Decision<ReaderEvent, ReaderReply> see(Reader reader, See see, Instant now) {
        var at = see.lastSeen().isAfter(now) ? now : see.lastSeen();
        return reader.seenSince(at)
                ? Decision.answer(new Known())
                : new Decision<>(List.of(new Seen(at, now)), new Known());
    }
}
