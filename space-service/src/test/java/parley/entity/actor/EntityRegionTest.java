package parley.entity.actor;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.cluster.sharding.ShardRegion.CurrentShardRegionState;
import org.apache.pekko.cluster.sharding.typed.GetShardRegionState;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.entity.Outcome;

/** Entities run while they are needed and no longer, and nobody who asks can tell. */
class EntityRegionTest {

    private static final EntityKind<Tally.Sum, Integer, Tally.Added, String> KIND =
            EntityKind.of("tally", new Tally(), EntityKind.noConsequences());

    private final ActorTestKit kit = ActorTestKit.create(ConfigFactory.parseString("""
        pekko.actor.provider = cluster
        pekko.actor.allow-java-serialization = on
        pekko.actor.warn-about-java-serializer-usage = off
        pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
        pekko.cluster.jmx.multi-mbeans-in-same-jvm = on
        pekko.cluster.sharding.passivation {
          strategy = default-strategy
          default-strategy.idle-entity { timeout = 300ms, interval = 50ms }
        }
        pekko.persistence.testkit.events.serialize = off
        pekko.persistence.testkit.snapshots.serialize = off
        """)
            .withFallback(PersistenceTestKitPlugin.getInstance().config())
            .withFallback(PersistenceTestKitSnapshotPlugin.config())
            .withFallback(ConfigFactory.load()));

    private final TestProbe<CurrentShardRegionState> probe = kit.createTestProbe();

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    @Tag("S4")
    @Tag("S5")
    void anEntityThatNobodyAsksStopsAndComesBackAsItWas() {
        var cluster = Cluster.get(kit.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        var region = EntityRegion.start(kit.system(), KIND);
        var first = region.ask("one", 20).toCompletableFuture().join();

        probe.awaitAssert(Duration.ofSeconds(30), () -> {
            assertThat(running()).isZero();
            return true;
        });
        var later = region.ask("one", 22).toCompletableFuture().join();

        assertThat(first).isEqualTo(new Outcome.Answered<>("sum 20"));
        assertThat(later).isEqualTo(new Outcome.Answered<>("sum 42"));
    }

    private int running() {
        ClusterSharding.get(kit.system())
                .shardState()
                .tell(new GetShardRegionState(EntityTypeKey.create(KIND.messageClass(), KIND.name()), probe.ref()));
        return probe.receiveMessage().getShards().stream()
                .mapToInt(shard -> shard.getEntityIds().size())
                .sum();
    }
}
