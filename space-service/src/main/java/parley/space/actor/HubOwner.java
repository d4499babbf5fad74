package parley.space.actor;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Starts hubs and stops those that report to be idle; a hub that fails is started again by the next who asks.
 *
 * @param <K> what there is one hub for each of
 * @param <M> what hubs understand
 */
final class HubOwner<K, M> extends AbstractBehavior<HubOwner.Order<K, M>> {

    /** What the owner is told. */
    sealed interface Order<K, M> {

        /** For a hub, which is started where it is not there. */
        record Start<K, M>(K key, M message) implements Order<K, M> {}

        /** For a hub that is there; otherwise something else is done, on the owner's thread. */
        record IfThere<K, M>(K key, M message, Runnable otherwise) implements Order<K, M> {}

        record Idle<K, M>(K key) implements Order<K, M> {}

        /** For every hub that is there. */
        record All<K, M>(M message) implements Order<K, M> {}

        /** The node goes down, and its hubs before what they listen to. */
        record End<K, M>() implements Order<K, M> {}
    }

    private final BiFunction<K, ActorRef<K>, Behavior<M>> hub;
    private final M stop;
    private final ActorRef<K> idle;
    private final Map<K, ActorRef<M>> hubs = new HashMap<>();

    static <K, M> Order<K, M> start(K key, M message) {
        return new Order.Start<>(key, message);
    }

    /** For a hub that is there; not worth starting one for. */
    static <K, M> Order<K, M> ifThere(K key, M message) {
        return new Order.IfThere<>(key, message, () -> {});
    }

    /**
     * The behaviour of an owner without hubs.
     *
     * @param hub makes a hub, which tells the actor given when it is idle
     * @param stop what ends a hub
     */
    static <K, M> Behavior<Order<K, M>> create(Class<K> keys, BiFunction<K, ActorRef<K>, Behavior<M>> hub, M stop) {
        return Behaviors.setup(context -> new HubOwner<>(context, keys, hub, stop));
    }

    /** Starts an owner that ends with its node. */
    static <K, M> ActorRef<Order<K, M>> start(ActorSystem<?> system, String name, Behavior<Order<K, M>> behavior) {
        var owner = system.systemActorOf(behavior, name, Props.empty());
        CoordinatedShutdown.get(system)
                .addActorTerminationTask(
                        CoordinatedShutdown.PhaseServiceStop(),
                        name,
                        Adapter.toClassic(owner),
                        Optional.of(new Order.End<>()));
        return owner;
    }

    private HubOwner(
            ActorContext<Order<K, M>> context, Class<K> keys, BiFunction<K, ActorRef<K>, Behavior<M>> hub, M stop) {
        super(context);
        this.hub = hub;
        this.stop = stop;
        idle = context.messageAdapter(keys, Order.Idle::new);
    }

    @Override
    public Receive<Order<K, M>> createReceive() {
        return newReceiveBuilder()
                .onAnyMessage(this::on)
                .onSignal(Terminated.class, this::forget)
                .build();
    }

    private Behavior<Order<K, M>> on(Order<K, M> order) {
        switch (order) {
            case Order.Start<K, M>(var key, var message) ->
                hubs.computeIfAbsent(key, this::spawn).tell(message);
            case Order.IfThere<K, M>(var key, var message, var otherwise) -> forward(key, message, otherwise);
            case Order.Idle<K, M>(var key) -> stop(key);
            case Order.All<K, M>(var message) -> hubs.values().forEach(hub -> hub.tell(message));
            case Order.End<K, M> _ -> {
                return Behaviors.stopped();
            }
        }
        return this;
    }

    private void forward(K key, M message, Runnable otherwise) {
        var known = hubs.get(key);
        if (known == null) {
            otherwise.run();
        } else {
            known.tell(message);
        }
    }

    private ActorRef<M> spawn(K key) {
        var started = getContext().spawnAnonymous(hub.apply(key, idle));
        getContext().watch(started);
        return started;
    }

    private void stop(K key) {
        var known = hubs.remove(key);
        if (known != null) {
            known.tell(stop);
        }
    }

    private Behavior<Order<K, M>> forget(Terminated terminated) {
        hubs.values().removeIf(known -> known.path().equals(terminated.getRef().path()));
        return this;
    }
}
