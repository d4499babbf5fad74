package parley.entity.actor;

import com.typesafe.config.ConfigFactory;
import java.time.InstantSource;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import parley.entity.Decider;
import parley.entity.Outcome;

/** Entities that add up numbers, on a journal in memory, and somebody who calls them. */
final class TallyKit implements AutoCloseable {

    final ActorTestKit actors = ActorTestKit.create(ConfigFactory.parseString("""
        pekko.actor.allow-java-serialization = on
        pekko.actor.warn-about-java-serializer-usage = off
        pekko.persistence.testkit.events.serialize = off
        pekko.persistence.testkit.snapshots.serialize = off
        """)
            .withFallback(PersistenceTestKitPlugin.getInstance().config())
            .withFallback(PersistenceTestKitSnapshotPlugin.config())
            .withFallback(ConfigFactory.load()));
    final PersistenceTestKit journal = PersistenceTestKit.create(actors.system());
    final TestProbe<Outcome<String>> caller = actors.createTestProbe();

    /** An entity of these rules, with room for so many commands to wait. */
    ActorRef<EntityMessage<Tally.Sum, Integer, Tally.Added, String>> start(
            String id, Decider<Tally.Sum, Integer, Tally.Added, String> rules, int waitingMax) {
        var kind = new EntityKind<>("tally", rules, EntityKind.noConsequences(), InstantSource.system(), waitingMax);
        return actors.spawn(EntityActor.create(kind, id));
    }

    List<Outcome<String>> answers(int count) {
        return caller.receiveSeveralMessages(count);
    }

    static Outcome<String> answered(String text) {
        return new Outcome.Answered<>(text);
    }

    @Override
    public void close() {
        actors.shutdownTestKit();
    }
}
