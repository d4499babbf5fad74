package parley.entity.actor;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import parley.entity.EntityState;
import parley.entity.Outcome;
import parley.entity.actor.EntityMessage.Watched;

/** All entities of a kind, wherever in the cluster they run. They start when they are asked and stop when nobody asks. */
public final class EntityRegion<S extends EntityState, C, E, R> {

    /** How long an answer may take before it counts as {@link Outcome.Unavailable}. */
    public static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final ActorSystem<?> system;
    private final ActorRef<ShardingEnvelope<EntityMessage<S, C, E, R>>> region;

    /** Makes this node a home of the kind's entities; once per kind and node. */
    public static <S extends EntityState, C, E, R> EntityRegion<S, C, E, R> start(
            ActorSystem<?> system, EntityKind<S, C, E, R> kind) {
        var key = EntityTypeKey.create(kind.messageClass(), kind.name());
        return new EntityRegion<>(
                system,
                ClusterSharding.get(system)
                        .init(Entity.of(key, context -> EntityActor.create(kind, context.getEntityId()))
                                .withStopMessage(new EntityMessage.Stop<>())));
    }

    private EntityRegion(ActorSystem<?> system, ActorRef<ShardingEnvelope<EntityMessage<S, C, E, R>>> region) {
        this.system = system;
        this.region = region;
    }

    /** Gives a command to an entity. Never completes exceptionally. */
    public CompletionStage<Outcome<R>> ask(String id, C command) {
        return ask(id, (ActorRef<Outcome<R>> replyTo) -> new EntityMessage.Tell<>(command, replyTo));
    }

    /** The state of an entity as stored; its initial state where it has none. Never completes exceptionally. */
    public CompletionStage<Outcome<S>> read(String id) {
        return ask(id, EntityMessage.Read::new);
    }

    /** Starts or renews a watch; to be renewed every few seconds, as messages may be lost and idle entities stop. */
    public void watch(String id, ActorRef<Watched<S, E>> watcher) {
        region.tell(new ShardingEnvelope<>(id, new EntityMessage.Watch<>(watcher)));
    }

    /** Ends a watch. */
    public void unwatch(String id, ActorRef<Watched<S, E>> watcher) {
        region.tell(new ShardingEnvelope<>(id, new EntityMessage.Unwatch<>(watcher)));
    }

    private <T> CompletionStage<Outcome<T>> ask(
            String id, Function<ActorRef<Outcome<T>>, EntityMessage<S, C, E, R>> message) {
        return AskPattern.<ShardingEnvelope<EntityMessage<S, C, E, R>>, Outcome<T>>ask(
                        region,
                        replyTo -> new ShardingEnvelope<>(id, message.apply(replyTo)),
                        ANSWER_WITHIN,
                        system.scheduler())
                .exceptionally(_ -> new Outcome.Unavailable<>());
    }
}
