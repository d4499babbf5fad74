package parley.space.actor;

import java.util.concurrent.CompletionStage;
import parley.entity.Outcome;
import parley.entity.actor.EntityRegion;
import parley.space.Space;
import parley.space.SpaceCommand;
import parley.space.SpaceEvent;
import parley.space.SpaceId;
import parley.space.SpaceReply;
import parley.space.view.Spaces;

/** The spaces of a cluster. */
public final class ShardedSpaces implements Spaces {

    /** The first part of the persistence ids of spaces. */
    public static final String KIND = "space";

    private final EntityRegion<Space, SpaceCommand, SpaceEvent, SpaceReply> region;

    public ShardedSpaces(EntityRegion<Space, SpaceCommand, SpaceEvent, SpaceReply> region) {
        this.region = region;
    }

    @Override
    public CompletionStage<Outcome<SpaceReply>> send(SpaceId space, SpaceCommand command) {
        return region.ask(space.value(), command);
    }

    @Override
    public CompletionStage<Outcome<Space>> read(SpaceId space) {
        return region.read(space.value());
    }
}
