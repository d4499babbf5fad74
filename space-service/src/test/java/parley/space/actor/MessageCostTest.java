package parley.space.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.space.SpaceStory.ADA;
import static parley.space.SpaceStory.BEN;
import static parley.space.SpaceStory.human;

import com.sun.management.ThreadMXBean;
import com.typesafe.config.ConfigFactory;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.entity.Decider;
import parley.entity.Decision;
import parley.entity.Outcome;
import parley.entity.actor.EntityActor;
import parley.entity.actor.EntityKind;
import parley.entity.actor.EntityMessage;
import parley.space.Space;
import parley.space.SpaceCommand;
import parley.space.SpaceCommand.Create;
import parley.space.SpaceEvent;
import parley.space.SpaceReply;
import parley.space.SpaceRules;
import parley.space.SpaceStory;
import parley.space.floor.FloorSettings;

/** A message costs the same however much was said before it, and no more for each reader than a look at the ring. */
@Tag("G4")
class MessageCostTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SHORT = 100;
    private static final int LONG = 10_000;
    private static final int MESSAGES = 200;

    private final ActorTestKit kit = ActorTestKit.create(ConfigFactory.parseString("""
        pekko.persistence.testkit.events.serialize = off
        pekko.persistence.testkit.snapshots.serialize = off
        """)
            .withFallback(PersistenceTestKitPlugin.getInstance().config())
            .withFallback(PersistenceTestKitSnapshotPlugin.config())
            .withFallback(ConfigFactory.load()));

    private final TestProbe<Outcome<SpaceReply>> caller = kit.createTestProbe();

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    /** What is remembered grows by the logarithm, so a hundred times the history may cost some steps of a tree more. */
    @Test
    void aMessageAllocatesAsMuchAfterAHundredAsAfterTenThousand() {
        bytesOfAMessageAfter(SHORT);

        long early = bytesOfAMessageAfter(SHORT);
        long late = bytesOfAMessageAfter(LONG);

        assertThat(late).isLessThan(2 * early);
    }

    @ParameterizedTest
    @CsvSource({"100, 1", "100, 100", "10000, 1", "10000, 100"})
    void aMessageIsEncodedOnceAndReadFromNowhereHoweverLongTheHistoryAndManyTheReaders(int history, int readers) {
        var space = new StagedSpace();
        says(space.story, history);

        var cost = costOfMessages(space, readers);

        assertThat(cost.encodings()).isEqualTo(MESSAGES);
        assertThat(cost.reads()).isZero();
        assertThat(cost.wakes()).isLessThanOrEqualTo(MESSAGES * readers);
    }

    @Test
    void aSpaceComesBackFromItsSnapshotHoweverLongItsHistory() {
        var rules = new CountedRules();
        var kind = new EntityKind<>(
                ShardedSpaces.KIND, rules, EntityKind.<Space>noConsequences(), () -> SpaceStory.START, LONG + 1);
        var story = SpaceStory.lobby();
        var space = kit.spawn(EntityActor.create(kind, "long"));
        space.tell(new EntityMessage.Tell<>(
                new Create("e1", SpaceStory.settings(FloorSettings.DEFAULT), "ada", human(ADA)), caller.ref()));
        for (int i = 0; i < LONG; i++) {
            space.tell(new EntityMessage.Tell<>(story.post(ADA, "message " + i), caller.ref()));
        }
        caller.receiveSeveralMessages(LONG + 1, PATIENCE);
        space.tell(new EntityMessage.Stop<>());
        caller.expectTerminated(space, PATIENCE);
        rules.applied.set(0);

        var again = kit.spawn(EntityActor.create(kind, "long"));
        again.tell(new EntityMessage.Tell<>(story.post(ADA, "back"), caller.ref()));

        assertThat(caller.receiveMessage(PATIENCE)).isInstanceOf(Outcome.Answered.class);
        assertThat((long) rules.applied.get()).isLessThan(LONG / 4);
    }

    private record Cost(int encodings, int reads, int wakes) {}

    /** What a hub with so many readers does for a number of messages. */
    private Cost costOfMessages(StagedSpace space, int many) {
        var hubs = SpaceHubs.start(kit.system(), space.surroundings(PATIENCE, PATIENCE));
        var readers =
                IntStream.range(0, many).mapToObj(_ -> new StagedReader(BEN)).toList();
        var feeds = readers.stream().map(reader -> feed(hubs, reader)).toList();
        readers.forEach(reader -> reader.woken.set(0));
        long head = feeds.getFirst().head() + MESSAGES;

        for (int i = 0; i < MESSAGES; i++) {
            space.says("m" + i);
        }
        caller.awaitAssert(PATIENCE, () -> {
            assertThat(feeds).allMatch(feed -> feed.head() == head);
            assertThat(readers).allMatch(reader -> reader.woken.get() > 0);
            return feeds;
        });

        int wakes = readers.stream().mapToInt(reader -> reader.woken.get()).sum();
        return new Cost(space.encoded.get(), space.reads.get(), wakes);
    }

    private static Feed feed(SpaceHubs hubs, StagedReader reader) {
        var answer = hubs.attach(StagedSpace.LOBBY, reader, false, null).toCompletableFuture();
        return ((Attached.Begun)
                        answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join())
                .feed();
    }

    /** Bytes that deciding and applying a message allocates on average, once so much has been said. */
    private static long bytesOfAMessageAfter(int history) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var story = SpaceStory.lobby();
        says(story, history);
        long before = threads.getCurrentThreadAllocatedBytes();
        says(story, MESSAGES);
        return (threads.getCurrentThreadAllocatedBytes() - before) / MESSAGES;
    }

    private static void says(SpaceStory story, int messages) {
        for (int i = 0; i < messages; i++) {
            story.says(ADA, "message " + i);
        }
    }

    /** The rules of a space, which count the events they apply. */
    private static final class CountedRules implements Decider<Space, SpaceCommand, SpaceEvent, SpaceReply> {

        private final SpaceRules rules = new SpaceRules();
        private final AtomicInteger applied = new AtomicInteger();

        @Override
        public Space initial() {
            return rules.initial();
        }

        @Override
        public Decision<SpaceEvent, SpaceReply> decide(Space state, SpaceCommand command, Instant now) {
            return rules.decide(state, command, now);
        }

        @Override
        public Space evolve(Space state, SpaceEvent event) {
            applied.incrementAndGet();
            return rules.evolve(state, event);
        }
    }
}
