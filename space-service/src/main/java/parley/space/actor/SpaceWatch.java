package parley.space.actor;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import parley.entity.actor.EntityMessage.Watched;
import parley.space.Space;
import parley.space.SpaceEvent;
import parley.space.SpaceId;

/** How a hub listens to its space. Only its hub uses it. */
final class SpaceWatch {

    private final SpaceId space;
    private final HubSurroundings.Watching watching;
    private final ActorRef<Watched<Space, SpaceEvent>> ear;

    SpaceWatch(SpaceId space, HubSurroundings.Watching watching, ActorContext<HubMessage> context) {
        this.space = space;
        this.watching = watching;
        ear = context.messageAdapter(watchedClass(), HubMessage.FromSpace::new);
    }

    @SuppressWarnings("unchecked") // a class object carries no type arguments
    private static Class<Watched<Space, SpaceEvent>> watchedClass() {
        return (Class<Watched<Space, SpaceEvent>>) (Class<?>) Watched.class;
    }

    /** Starts to listen, or asks how far the space is. To be repeated, as messages may be lost and idle spaces stop. */
    void renew() {
        watching.watch(space, ear);
    }

    /** Asks for the state once more. */
    void anew() {
        end();
        renew();
    }

    void end() {
        watching.unwatch(space, ear);
    }
}
