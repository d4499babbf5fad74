package parley.space.actor;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;
import parley.entity.Decider;
import parley.entity.actor.EntityMessage.Watched;
import parley.entity.actor.EntityRegion;
import parley.presence.Draft;
import parley.space.MemberId;
import parley.space.Space;
import parley.space.SpaceCommand;
import parley.space.SpaceEvent;
import parley.space.SpaceId;
import parley.space.SpaceReply;
import parley.space.TurnId;
import parley.space.actor.HubMessage.Place;
import parley.space.view.SpaceLog;

/** The hubs of one node: one for each space that somebody here reads. */
public final class SpaceHubs {

    private final ActorRef<Order> owner;

    /** Starts with no hub; once per node. */
    public static SpaceHubs start(
            ActorSystem<?> system,
            EntityRegion<Space, SpaceCommand, SpaceEvent, SpaceReply> region,
            Decider<Space, SpaceCommand, SpaceEvent, SpaceReply> rules,
            SpaceLog log,
            UpdateEncoder encoder,
            HubSettings settings) {
        var watching = new HubSurroundings.Watching() {
            @Override
            public void watch(SpaceId space, ActorRef<Watched<Space, SpaceEvent>> watcher) {
                region.watch(space.value(), watcher);
            }

            @Override
            public void unwatch(SpaceId space, ActorRef<Watched<Space, SpaceEvent>> watcher) {
                region.unwatch(space.value(), watcher);
            }
        };
        return start(system, new HubSurroundings(watching, rules, log, encoder, settings, InstantSource.system()));
    }

    static SpaceHubs start(ActorSystem<?> system, HubSurroundings around) {
        return new SpaceHubs(system.systemActorOf(Owner.create(around), "space-hubs", Props.empty()));
    }

    private SpaceHubs(ActorRef<Order> owner) {
        this.owner = owner;
    }

    /**
     * Lets somebody follow a space, until they leave or their subscription is ended. Never completes exceptionally.
     *
     * @param administrator who may read any space
     * @param place where to go on; null to begin with the state
     */
    public CompletionStage<Attached> attach(
            SpaceId space, Subscriber subscriber, boolean administrator, @Nullable Place place) {
        var answer = new CompletableFuture<Attached>();
        owner.tell(new Order.ToHub(space, new HubMessage.Attach(subscriber, administrator, place, answer), true));
        return answer;
    }

    /** Ends a subscription that may not have been answered yet. */
    public void detach(SpaceId space, Subscriber subscriber) {
        owner.tell(new Order.ToHub(space, new HubMessage.Detach(subscriber), false));
    }

    /** Shows the readers of a space that a person acted, and whether they are typing. */
    public void acted(SpaceId space, MemberId member, boolean typing) {
        owner.tell(new Order.ToHub(space, new HubMessage.Acted(member, typing), false));
    }

    /**
     * Shows the readers of a space what an agent is writing.
     *
     * @param attempt from 1; another attempt begins the text anew
     * @param offset where {@code text} begins, in characters
     */
    public void draft(SpaceId space, TurnId turn, MemberId agent, int attempt, int offset, String text) {
        owner.tell(new Order.ToHub(space, new HubMessage.DraftGrown(turn, agent, attempt, offset, text), false));
    }

    /** Forgets a draft, as its turn has ended. */
    public void draftEnded(SpaceId space, TurnId turn) {
        owner.tell(new Order.ToHub(space, new HubMessage.DraftEnded(turn), false));
    }

    /** What an agent has written so far in a turn; nothing where nobody here follows the space. */
    public CompletionStage<Optional<Draft>> findDraft(SpaceId space, TurnId turn) {
        var answer = new CompletableFuture<Optional<Draft>>();
        owner.tell(new Order.FindDraft(space, new HubMessage.FindDraft(turn, answer)));
        return answer;
    }

    private sealed interface Order {

        /** @param start whether the hub is worth starting for this */
        record ToHub(SpaceId space, HubMessage message, boolean start) implements Order {}

        record FindDraft(SpaceId space, HubMessage.FindDraft wanted) implements Order {}

        record Idle(SpaceId space) implements Order {}
    }

    /** Starts hubs and stops those that report to be idle; a hub that fails is started again by the next who asks. */
    private static final class Owner extends AbstractBehavior<Order> {

        private final HubSurroundings around;
        private final ActorRef<SpaceId> idle;
        private final Map<SpaceId, ActorRef<HubMessage>> hubs = new HashMap<>();

        static Behavior<Order> create(HubSurroundings around) {
            return Behaviors.setup(context -> new Owner(context, around));
        }

        private Owner(ActorContext<Order> context, HubSurroundings around) {
            super(context);
            this.around = around;
            idle = context.messageAdapter(SpaceId.class, Order.Idle::new);
        }

        @Override
        public Receive<Order> createReceive() {
            return newReceiveBuilder()
                    .onMessage(Order.ToHub.class, this::forward)
                    .onMessage(Order.FindDraft.class, this::find)
                    .onMessage(Order.Idle.class, this::stop)
                    .onSignal(Terminated.class, this::forget)
                    .build();
        }

        private Behavior<Order> forward(Order.ToHub order) {
            var hub = order.start() ? hubs.computeIfAbsent(order.space(), this::spawn) : hubs.get(order.space());
            if (hub != null) {
                hub.tell(order.message());
            }
            return this;
        }

        private Behavior<Order> find(Order.FindDraft order) {
            var hub = hubs.get(order.space());
            if (hub == null) {
                order.wanted().answer().complete(Optional.empty());
            } else {
                hub.tell(order.wanted());
            }
            return this;
        }

        private ActorRef<HubMessage> spawn(SpaceId space) {
            var hub = getContext().spawnAnonymous(SpaceHub.create(space, around, idle));
            getContext().watch(hub);
            return hub;
        }

        private Behavior<Order> stop(Order.Idle order) {
            var hub = hubs.remove(order.space());
            if (hub != null) {
                hub.tell(new HubMessage.Stop());
            }
            return this;
        }

        private Behavior<Order> forget(Terminated terminated) {
            hubs.values().removeIf(hub -> hub.path().equals(terminated.getRef().path()));
            return this;
        }
    }
}
