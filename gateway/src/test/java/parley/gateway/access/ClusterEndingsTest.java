package parley.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.space.MemberId;

/** Whatever node ends a session, every node hears of it. */
@Timeout(60)
class ClusterEndingsTest {

    private final ActorSystem<Void> here = node();
    private final ActorSystem<Void> there = node();

    @AfterEach
    void stop() {
        here.terminate();
        there.terminate();
        here.getWhenTerminated().toCompletableFuture().join();
        there.getWhenTerminated().toCompletableFuture().join();
    }

    @Test
    @Tag("T7")
    void everyNodeHearsOfAnEndingWithinASecond() throws InterruptedException {
        var heard = new LinkedBlockingQueue<Endings.Ending>();
        var mine = new LinkedBlockingQueue<Endings.Ending>();
        var endings = new ClusterEndings(here);
        endings.listen(mine::add);
        new ClusterEndings(there).listen(heard::add);
        var first = Cluster.get(here).selfMember().address();
        Cluster.get(here).manager().tell(Join.create(first));
        Cluster.get(there).manager().tell(Join.create(first));
        var hello = new Endings.Ending(new MemberId("u_nobody"), Standing.REVOKED, Set.of("se_none"));
        var ending = new Endings.Ending(new MemberId("u_ana"), Standing.DISABLED, Set.of("se_a", "se_b"));

        for (var known = false; !known; known = heard.poll(200, TimeUnit.MILLISECONDS) != null) {
            endings.announce(hello);
        }
        endings.announce(ending);

        var last = heard.poll(1, TimeUnit.SECONDS);
        while (hello.equals(last)) {
            last = heard.poll(1, TimeUnit.SECONDS);
        }
        assertThat(last).isEqualTo(ending);
        assertThat(mine).contains(ending);
    }

    private static ActorSystem<Void> node() {
        return ActorSystem.create(
                Behaviors.empty(), "endings", ConfigFactory.parseString("""
            pekko.actor.provider = cluster
            pekko.actor.allow-java-serialization = off
            pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
            pekko.cluster.jmx.multi-mbeans-in-same-jvm = on
            """).withFallback(ConfigFactory.load()));
    }
}
