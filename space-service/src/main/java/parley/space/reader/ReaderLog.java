package parley.space.reader;

import java.util.List;
import java.util.concurrent.CompletionStage;
import parley.entity.Stored;
import parley.space.MemberId;

/** The journal of a reader, as their devices replay it. */
public interface ReaderLog {

    /** The events after {@code after}, oldest first, at most {@code limit}; contiguous, and empty at the end of the log. */
    CompletionStage<List<Stored<ReaderEvent>>> read(MemberId person, long after, int limit);
}
