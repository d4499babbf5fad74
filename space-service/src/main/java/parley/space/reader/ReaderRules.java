package parley.space.reader;

import java.time.Instant;
import java.util.List;
import parley.entity.Decider;
import parley.entity.Decision;
import parley.space.reader.ReaderCommand.MarkRead;
import parley.space.reader.ReaderEvent.MarkedRead;
import parley.space.reader.ReaderReply.Marked;
import parley.space.reader.ReaderReply.Refused;

/** The rules of what one person has read. */
public final class ReaderRules implements Decider<Reader, ReaderCommand, ReaderEvent, ReaderReply> {

    @Override
    public Reader initial() {
        return Reader.initial();
    }

    @Override
    public Decision<ReaderEvent, ReaderReply> decide(Reader reader, ReaderCommand command, Instant now) {
        return switch (command) {
            case MarkRead mark -> mark(reader, mark, now);
        };
    }

    @Override
    public Reader evolve(Reader reader, ReaderEvent event) {
        return switch (event) {
            case MarkedRead marked ->
                new Reader(
                        reader.seq() + 1,
                        reader.readUpTo()
                                .plus(marked.space(), Math.max(marked.upTo(), reader.readUpTo(marked.space()))));
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
}
