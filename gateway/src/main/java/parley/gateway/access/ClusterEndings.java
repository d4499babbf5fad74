package parley.gateway.access;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.pubsub.Topic;

/** Endings over the cluster's own topics, as lines of text. */
public final class ClusterEndings implements Endings {

    private static final String NAME = "endings";

    private final List<Consumer<Ending>> listeners = new CopyOnWriteArrayList<>();
    private final ActorRef<Topic.Command<String>> topic;

    public ClusterEndings(ActorSystem<?> system) {
        topic = system.systemActorOf(Topic.create(String.class, NAME), NAME, Props.empty());
        var ear = system.systemActorOf(ear(), NAME + "-ear", Props.empty());
        topic.tell(Topic.subscribe(ear));
    }

    private Behavior<String> ear() {
        return Behaviors.receiveMessage(text -> {
            var ending = Ending.of(text);
            listeners.forEach(listener -> listener.accept(ending));
            return Behaviors.same();
        });
    }

    @Override
    public void announce(Ending ending) {
        topic.tell(Topic.publish(ending.text()));
    }

    @Override
    public void listen(Consumer<Ending> listener) {
        listeners.add(listener);
    }
}
