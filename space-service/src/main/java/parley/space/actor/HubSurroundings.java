package parley.space.actor;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import parley.entity.Decider;
import parley.entity.Stored;
import parley.entity.actor.EntityMessage.Watched;
import parley.space.Space;
import parley.space.SpaceEvent;
import parley.space.SpaceId;
import parley.space.view.SpaceLog;

/** What every hub of a node works with. */
record HubSurroundings(
        Watching watching,
        Decider<Space, ?, SpaceEvent, ?> rules,
        SpaceLog log,
        UpdateEncoder encoder,
        Sightings sightings,
        Neighbours neighbours,
        Census census,
        HubSettings settings,
        InstantSource clock) {

    /** The events after {@code after}; fails where the log cannot be read, and only through its answer. */
    CompletableFuture<List<Stored<SpaceEvent>>> read(SpaceId space, long after, int limit) {
        return CompletableFuture.completedFuture(after).thenCompose(from -> log.read(space, from, limit));
    }

    /** The same as clients read them. */
    CompletableFuture<List<Update>> updates(SpaceId space, long after, int limit) {
        return read(space, after, limit)
                .thenApply(events -> events.stream()
                        .map(event -> encoder.encode(space, event))
                        .toList());
    }

    /** How a hub hears of its space. */
    interface Watching {

        /** Starts or renews a watch. */
        void watch(SpaceId space, ActorRef<Watched<Space, SpaceEvent>> watcher);

        void unwatch(SpaceId space, ActorRef<Watched<Space, SpaceEvent>> watcher);
    }
}
