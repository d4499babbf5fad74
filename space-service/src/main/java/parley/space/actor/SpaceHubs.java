package parley.space.actor;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;
import parley.entity.Decider;
import parley.entity.actor.EntityMessage.Watched;
import parley.entity.actor.EntityRegion;
import parley.presence.Activity;
import parley.presence.Draft;
import parley.space.MemberId;
import parley.space.Space;
import parley.space.SpaceCommand;
import parley.space.SpaceEvent;
import parley.space.SpaceId;
import parley.space.SpaceReply;
import parley.space.TurnId;
import parley.space.actor.HubMessage.Place;
import parley.space.actor.Subscriber.Departure;
import parley.space.reader.Readers;
import parley.space.view.SpaceLog;

/** The hubs of one node: one for each space that somebody here reads. */
public final class SpaceHubs {

    private final ActorRef<HubOwner.Order<SpaceId, HubMessage>> owner;
    private final HubSurroundings around;

    /** Starts with no hub; once per node. */
    public static SpaceHubs start(
            ActorSystem<?> system,
            EntityRegion<Space, SpaceCommand, SpaceEvent, SpaceReply> region,
            Decider<Space, SpaceCommand, SpaceEvent, SpaceReply> rules,
            SpaceLog log,
            UpdateEncoder encoder,
            Readers readers,
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
        var neighbours = new ClusterNeighbours(system);
        var hubs = start(
                system,
                new HubSurroundings(
                        watching,
                        rules,
                        log,
                        encoder,
                        Sightings.in(readers),
                        neighbours,
                        new Census(),
                        settings,
                        InstantSource.system()));
        neighbours.listen(hubs::hear, hubs::gone);
        return hubs;
    }

    static SpaceHubs start(ActorSystem<?> system, HubSurroundings around) {
        var behavior = HubOwner.<SpaceId, HubMessage>create(
                SpaceId.class, (space, idle) -> SpaceHub.create(space, around, idle), new HubMessage.Stop());
        return new SpaceHubs(HubOwner.start(system, "space-hubs", behavior), around);
    }

    private SpaceHubs(ActorRef<HubOwner.Order<SpaceId, HubMessage>> owner, HubSurroundings around) {
        this.owner = owner;
        this.around = around;
    }

    /** How many spaces are followed on this node. */
    public int count() {
        return around.census().hubs();
    }

    /** How many connections make somebody present in a space, counted in each; lost ones too until they are given up. */
    public int leases() {
        return around.census().leases();
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
        owner.tell(HubOwner.start(space, new HubMessage.Attach(subscriber, administrator, place, answer)));
        return answer;
    }

    /** Ends a subscription that may not have been answered yet. */
    public void detach(SpaceId space, Subscriber subscriber, Departure how) {
        owner.tell(HubOwner.ifThere(space, new HubMessage.Detach(subscriber, how)));
    }

    /** Shows the readers of a space that a person did something there themselves. */
    public void acted(SpaceId space, MemberId member) {
        owner.tell(HubOwner.ifThere(space, new HubMessage.Acted(member)));
        around.neighbours().tell(new HubNews.Acted(self(), space, member));
    }

    /** Shows the readers of a space that a person is typing, or has stopped. */
    public void typed(SpaceId space, MemberId member, boolean typing) {
        owner.tell(HubOwner.ifThere(space, new HubMessage.Typed(member, typing)));
        around.neighbours().tell(new HubNews.Typed(self(), space, member, typing));
    }

    /** Shows the readers of a space what an agent does in a turn, until that ends or {@link #released}. */
    public void does(SpaceId space, TurnId turn, Activity activity) {
        owner.tell(HubOwner.ifThere(space, new HubMessage.Does(turn, activity)));
        around.neighbours().tell(new HubNews.Does(self(), space, turn, activity));
    }

    /**
     * Shows the readers of a space what an agent is writing.
     *
     * @param attempt from 1; another attempt begins the text anew
     * @param offset where {@code text} begins, in characters
     */
    public void draft(SpaceId space, TurnId turn, MemberId agent, int attempt, int offset, String text) {
        owner.tell(HubOwner.ifThere(space, new HubMessage.DraftGrown(turn, agent, attempt, offset, text)));
        around.neighbours().tell(new HubNews.Wrote(self(), space, turn, agent, attempt, offset, text));
    }

    /** Nobody works on a turn any more: forgets its draft, and what its agent did. */
    public void released(SpaceId space, TurnId turn) {
        owner.tell(HubOwner.ifThere(space, new HubMessage.Released(turn)));
        around.neighbours().tell(new HubNews.Released(self(), space, turn));
    }

    /** Something passes on another node. */
    void hear(HubNews news) {
        owner.tell(HubOwner.ifThere(news.space(), new HubMessage.FromNode(news)));
    }

    /** Another node is gone, and all who were there. */
    void gone(String node) {
        owner.tell(new HubOwner.Order.All<>(new HubMessage.NodeGone(node)));
    }

    private String self() {
        return around.neighbours().self();
    }

    /** What an agent has written so far in a turn; nothing where nobody here follows the space. */
    public CompletionStage<Optional<Draft>> findDraft(SpaceId space, TurnId turn) {
        var answer = new CompletableFuture<Optional<Draft>>();
        owner.tell(new HubOwner.Order.IfThere<>(
                space, new HubMessage.FindDraft(turn, answer), () -> answer.complete(Optional.empty())));
        return answer;
    }
}
