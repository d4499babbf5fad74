package parley.space.actor;

import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.pubsub.Topic;
import org.apache.pekko.cluster.ClusterEvent.MemberRemoved;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;

/** The hubs of the other nodes, over the cluster's own topic; a node that leaves takes all that it told with it. */
final class ClusterNeighbours implements Neighbours {

    private static final String NAME = "space-hub-news";

    private final ActorSystem<?> system;
    private final String self;
    private final ActorRef<Topic.Command<HubNews>> topic;

    ClusterNeighbours(ActorSystem<?> system) {
        this.system = system;
        self = Cluster.get(system).selfMember().uniqueAddress().toString();
        topic = system.systemActorOf(Topic.create(HubNews.class, NAME), NAME, Props.empty());
    }

    @Override
    public String self() {
        return self;
    }

    @Override
    public void tell(HubNews news) {
        topic.tell(Topic.publish(news));
    }

    /** Hands on what they tell, and which of them are gone, from now on. */
    void listen(Consumer<HubNews> heard, Consumer<String> gone) {
        var ear = system.systemActorOf(ear(heard), NAME + "-ear", Props.empty());
        topic.tell(Topic.subscribe(ear));
        var registrar = system.systemActorOf(registrar(gone), NAME + "-registrar", Props.empty());
        Cluster.get(system).subscriptions().tell(Subscribe.create(registrar, MemberRemoved.class));
    }

    private Behavior<HubNews> ear(Consumer<HubNews> heard) {
        return Behaviors.receiveMessage(news -> {
            if (!news.node().equals(self)) {
                heard.accept(news);
            }
            return Behaviors.same();
        });
    }

    private static Behavior<MemberRemoved> registrar(Consumer<String> gone) {
        return Behaviors.receiveMessage(removed -> {
            gone.accept(removed.member().uniqueAddress().toString());
            return Behaviors.same();
        });
    }
}
