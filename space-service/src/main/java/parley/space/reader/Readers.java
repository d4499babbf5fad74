package parley.space.reader;

import java.util.concurrent.CompletionStage;
import parley.entity.Outcome;
import parley.space.MemberId;

/** What everybody has read, wherever it is kept. */
public interface Readers {

    /** Gives a command to a person's log; never completes exceptionally. */
    CompletionStage<Outcome<ReaderReply>> send(MemberId person, ReaderCommand command);

    /** What a person has read; never completes exceptionally. */
    CompletionStage<Outcome<Reader>> read(MemberId person);
}
