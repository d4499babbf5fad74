package parley.space.view;

import java.util.List;
import java.util.concurrent.CompletionStage;
import parley.space.SpaceId;

/** Which spaces have granted turns that have not ended, or are not settled, so that passive spaces are woken after a restart. */
public interface OpenTurns {

    CompletionStage<List<SpaceId>> spaces();
}
