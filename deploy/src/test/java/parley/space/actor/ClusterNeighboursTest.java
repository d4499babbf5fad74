package parley.space.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.presence.Lease;
import parley.space.MemberId;
import parley.space.SpaceId;

/** What one node tells of a space reaches the others, however many people are there. */
class ClusterNeighboursTest {

    private static final SpaceId LOBBY = new SpaceId("sp_lobby");

    /** More than fit into a frame of those that most messages between nodes go in. */
    private static final int CROWD = 8_000;

    private final List<ActorSystem<?>> systems = new ArrayList<>();
    private final BlockingQueue<HubNews> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        systems.forEach(ActorSystem::terminate);
        systems.forEach(
                system -> system.getWhenTerminated().toCompletableFuture().join());
    }

    @Test
    @Tag("G5")
    void aCrowdIsToldAsAWhole() throws InterruptedException {
        var here = new ClusterNeighbours(node());
        new ClusterNeighbours(node()).listen(heard::add, _ -> {});
        untilTheyKnowEachOther(here);
        var crowd = new HubNews.Here(
                here.self(),
                LOBBY,
                IntStream.range(0, CROWD).mapToObj(_ -> lease()).toList());

        here.tell(crowd);

        var news = heard.poll(20, TimeUnit.SECONDS);
        while (news instanceof HubNews.Asked) {
            news = heard.poll(20, TimeUnit.SECONDS);
        }
        assertThat(news).isEqualTo(crowd);
    }

    /** Another node of the cluster that the first one begins. */
    private ActorSystem<?> node() {
        var config = ConfigFactory.parseResources("journal.conf").withFallback(ConfigFactory.load());
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "parley", config);
        systems.add(system);
        var first = Cluster.get(systems.getFirst()).selfMember().address();
        Cluster.get(system).manager().tell(Join.create(first));
        return system;
    }

    private void untilTheyKnowEachOther(Neighbours here) throws InterruptedException {
        for (int tries = 0; tries < 100; tries++) {
            here.tell(new HubNews.Asked(here.self(), LOBBY));
            if (heard.poll(200, TimeUnit.MILLISECONDS) != null) {
                return;
            }
        }
        fail("the nodes did not find each other");
    }

    private static Lease lease() {
        return new Lease(
                new MemberId("u_" + UUID.randomUUID()),
                "d_" + UUID.randomUUID(),
                "s_" + UUID.randomUUID(),
                "web",
                true);
    }
}
