package parley.space.view;

import java.util.List;
import java.util.concurrent.CompletionStage;
import parley.entity.Stored;
import parley.space.SpaceEvent;
import parley.space.SpaceId;

/** The journal of a space, as readers replay it. */
public interface SpaceLog {

    /** The events after {@code after}, oldest first, at most {@code limit}; contiguous, and empty at the end of the log. */
    CompletionStage<List<Stored<SpaceEvent>>> read(SpaceId space, long after, int limit);
}
