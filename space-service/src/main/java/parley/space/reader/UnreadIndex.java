package parley.space.reader;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import parley.space.MemberId;
import parley.space.SpaceId;

/** What is unread, for everybody: follows the journals of spaces and readers, a moment behind them. */
public interface UnreadIndex {

    /** The spaces of which {@code person} is a member and in which something is unread. */
    CompletionStage<Map<SpaceId, Unread>> of(MemberId person);
}
