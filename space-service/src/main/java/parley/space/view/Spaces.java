package parley.space.view;

import java.util.concurrent.CompletionStage;
import parley.entity.Outcome;
import parley.space.Space;
import parley.space.SpaceCommand;
import parley.space.SpaceId;
import parley.space.SpaceReply;

/** All spaces, wherever they run. */
public interface Spaces {

    /** Gives a command to a space; never completes exceptionally. */
    CompletionStage<Outcome<SpaceReply>> send(SpaceId space, SpaceCommand command);

    /** The space as it stands now; {@code Space.seq() == 0} where there is none. Never completes exceptionally. */
    CompletionStage<Outcome<Space>> read(SpaceId space);
}
