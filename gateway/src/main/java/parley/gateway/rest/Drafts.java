package parley.gateway.rest;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import parley.presence.Draft;
import parley.space.SpaceId;
import parley.space.TurnId;

/** What agents are writing at this moment. */
@FunctionalInterface
public interface Drafts {

    /** The draft of a turn; nothing where the turn is over, or nothing has been written that anybody follows. */
    CompletionStage<Optional<Draft>> find(SpaceId space, TurnId turn);
}
