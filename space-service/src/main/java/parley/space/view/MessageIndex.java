package parley.space.view;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.space.MemberId;
import parley.space.Message;
import parley.space.SpaceId;

/** All messages of all spaces, for history pages and full-text search: follows the journals, a moment behind them. */
public interface MessageIndex {

    /** A message found, and where. */
    record Hit(SpaceId space, Message message) {}

    /** The messages before an ordinal, newest first; {@code before} may exceed the newest. */
    CompletionStage<List<Message>> before(SpaceId space, long before, int limit);

    /**
     * Full text over the spaces given, newest first.
     *
     * @param from only this author's
     * @param before only messages older than this
     */
    CompletionStage<List<Hit>> search(
            List<SpaceId> spaces, String query, @Nullable MemberId from, @Nullable Instant before, int limit);
}
