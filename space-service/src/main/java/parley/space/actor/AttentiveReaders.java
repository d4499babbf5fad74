package parley.space.actor;

import java.util.concurrent.CompletionStage;
import parley.entity.Outcome;
import parley.space.MemberId;
import parley.space.reader.Reader;
import parley.space.reader.ReaderCommand;
import parley.space.reader.ReaderCommand.MarkRead;
import parley.space.reader.ReaderReply;
import parley.space.reader.ReaderReply.Kept;
import parley.space.reader.Readers;

/** Readers whose moves are seen by the others in the space: who reads on is there. */
public final class AttentiveReaders implements Readers {

    private final Readers readers;
    private final SpaceHubs hubs;

    public AttentiveReaders(Readers readers, SpaceHubs hubs) {
        this.readers = readers;
        this.hubs = hubs;
    }

    @Override
    public CompletionStage<Outcome<ReaderReply>> send(MemberId person, ReaderCommand command) {
        return readers.send(person, command).thenApply(outcome -> {
            boolean moved = outcome instanceof Outcome.Answered<ReaderReply>(Kept(var _, var _, var again)) && !again;
            if (moved && command instanceof MarkRead mark) {
                hubs.acted(mark.space(), person);
            }
            return outcome;
        });
    }

    @Override
    public CompletionStage<Outcome<Reader>> read(MemberId person) {
        return readers.read(person);
    }
}
