package parley.entity.actor;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import parley.entity.Outcome;
import parley.entity.Stored;
import parley.entity.actor.EntityMessage.Watched;
import parley.entity.actor.HeldTally.Hold;

/** An entity answers only what it has stored, in order, and comes back from its log whatever happened to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EntityActorTest {

    private final ActorTestKit kit = ActorTestKit.create(ConfigFactory.parseString("""
        pekko.actor.allow-java-serialization = on
        pekko.actor.warn-about-java-serializer-usage = off
        pekko.persistence.testkit.events.serialize = off
        pekko.persistence.testkit.snapshots.serialize = off
        """)
            .withFallback(PersistenceTestKitPlugin.getInstance().config())
            .withFallback(PersistenceTestKitSnapshotPlugin.config())
            .withFallback(ConfigFactory.load()));

    private final PersistenceTestKit journal = PersistenceTestKit.create(kit.system());
    private final TestProbe<Outcome<String>> caller = kit.createTestProbe();
    private String id = "";
    private final TestProbe<Watched<Tally.Sum, Tally.Added>> watcher = kit.createTestProbe();

    @BeforeEach
    void useAnEntityOfItsOwn(TestInfo test) {
        id = test.getDisplayName();
    }

    @AfterAll
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void answersAfterStoring() {
        var entity = start(1_000);

        entity.tell(new EntityMessage.Tell<>(2, caller.ref()));
        entity.tell(new EntityMessage.Tell<>(3, caller.ref()));

        assertThat(answers(2)).containsExactly(answered("sum 2"), answered("sum 5"));
        assertThat(journal.persistedInStorage("tally|" + id)).containsExactly(new Tally.Added(2), new Tally.Added(3));
    }

    @Test
    void storesNothingForARefusal() {
        var entity = start(1_000);

        entity.tell(new EntityMessage.Tell<>(-1, caller.ref()));

        assertThat(answers(1)).containsExactly(answered("no"));
        assertThat(journal.persistedInStorage("tally|" + id)).isEmpty();
    }

    @Test
    void storesWhatArrivesDuringAWriteTogetherAndInOrder() {
        var entity = start(1_000);

        for (int i = 1; i <= 100; i++) {
            entity.tell(new EntityMessage.Tell<>(i, caller.ref()));
        }

        assertThat(answers(100)).last().isEqualTo(answered("sum 5050"));
        entity.tell(new EntityMessage.Watch<>(watcher.ref()));
        assertThat(watcher.receiveMessage()).isEqualTo(new Watched.Current<>(new Tally.Sum(100, 5050)));
    }

    @Test
    @Tag("W6")
    @Tag("W7")
    @Tag("W8")
    void whatManyDoAtTheSameTimeCountsOnceEachAndNothingIsLost() throws InterruptedException {
        var entity = start(1_000);
        var writers = new ArrayList<Thread>();

        for (int i = 0; i < 8; i++) {
            writers.add(Thread.startVirtualThread(() -> {
                for (int each = 0; each < 100; each++) {
                    entity.tell(new EntityMessage.Tell<>(1, caller.ref()));
                }
            }));
        }
        for (var writer : writers) {
            writer.join();
        }

        assertThat(answers(800)).doesNotHaveDuplicates().contains(answered("sum 800"));
    }

    @Test
    void comesBackWithTheSameState() {
        var before = start(1_000);
        for (int i = 1; i <= 25; i++) {
            before.tell(new EntityMessage.Tell<>(i, caller.ref()));
        }
        answers(25);
        before.tell(new EntityMessage.Stop<>());
        caller.expectTerminated(before);

        var after = start(1_000);
        after.tell(new EntityMessage.Tell<>(1, caller.ref()));

        assertThat(answers(1)).containsExactly(answered("sum 326"));
    }

    @Test
    @Tag("T4")
    void aWatcherHearsTheStateOnceAndThenEveryEventAfterIt() {
        var entity = start(1_000);
        entity.tell(new EntityMessage.Tell<>(1, caller.ref()));
        entity.tell(new EntityMessage.Watch<>(watcher.ref()));
        entity.tell(new EntityMessage.Tell<>(2, caller.ref()));
        answers(2);

        var first = (Watched.Current<Tally.Sum, Tally.Added>) watcher.receiveMessage();
        var seen = new ArrayList<Long>();
        while (first.state().seq() + seen.size() < 2) {
            ((Watched.Committed<Tally.Sum, Tally.Added>) watcher.receiveMessage())
                    .events()
                    .forEach(stored -> seen.add(stored.seq()));
        }

        assertThat(seen)
                .isEqualTo(
                        first.state().seq() == 1
                                ? List.of(2L)
                                : List.of(1L, 2L).subList((int) first.state().seq(), 2));
        entity.tell(new EntityMessage.Watch<>(watcher.ref()));
        assertThat(watcher.receiveMessage()).isEqualTo(new Watched.Head<>(2));
    }

    @Test
    @Tag("G5")
    void whoWatchesIsToldWhenTheEntityStopsSoThatTheyAskWhereItIsNow() {
        var entity = start(1_000);
        entity.tell(new EntityMessage.Watch<>(watcher.ref()));
        assertThat(watcher.receiveMessage()).isInstanceOf(Watched.Current.class);

        entity.tell(new EntityMessage.Stop<>());

        assertThat(watcher.receiveMessage()).isEqualTo(new Watched.Stopped<>());
    }

    @Test
    void tellsOfTwoCommitsTogetherWhereOneFollowsTheOther() {
        var first = Hold.begin();
        var entity = held(Map.of(1, first));
        entity.tell(new EntityMessage.Watch<>(watcher.ref()));
        assertThat(watcher.receiveMessage()).isInstanceOf(Watched.Current.class);

        twoBehindEachOther(entity, first);
        first.released().countDown();

        assertThat(watcher.receiveMessage()).isEqualTo(committed(List.of(stored(1, 1), stored(2, 2))));
    }

    @Test
    void tellsOfACommitWhenTheOneBehindItTakesLong() {
        var first = Hold.begin();
        var second = Hold.begin();
        var entity = held(Map.of(1, first, 2, second));
        entity.tell(new EntityMessage.Watch<>(watcher.ref()));
        assertThat(watcher.receiveMessage()).isInstanceOf(Watched.Current.class);

        twoBehindEachOther(entity, first);
        first.released().countDown();

        assertThat(watcher.receiveMessage()).isEqualTo(committed(List.of(stored(1, 1))));
        second.released().countDown();
        assertThat(watcher.receiveMessage()).isEqualTo(committed(List.of(stored(2, 2))));
    }

    @Test
    @Tag("W17")
    void saysOverloadedInsteadOfGrowing() {
        var entity = start(1);

        for (int i = 0; i < 500; i++) {
            entity.tell(new EntityMessage.Tell<>(0, caller.ref()));
        }

        assertThat(answers(500)).contains(new Outcome.Overloaded<>());
    }

    @Test
    @Tag("T5")
    @Tag("S7")
    void aFailingStoreIsAnsweredAndThenOvercome() {
        var entity = start(1_000);
        journal.failNextPersisted();

        entity.tell(new EntityMessage.Tell<>(7, caller.ref()));
        assertThat(answers(1)).containsExactly(new Outcome.Unavailable<>());

        assertThat(caller.awaitAssert(() -> {
                    entity.tell(new EntityMessage.Tell<>(8, caller.ref()));
                    var answer = caller.receiveMessage();
                    assertThat(answer).isInstanceOf(Outcome.Answered.class);
                    return answer;
                }))
                .isEqualTo(answered("sum 8"));
    }

    @Test
    @Tag("T5")
    void aCrashInOneEntityIsNotNoticedByAnotherNorByItsNextCaller() {
        var brittle =
                new EntityKind<>("tally", new BrittleTally(), EntityKind.noConsequences(), InstantSource.system(), 10);
        var one = kit.spawn(EntityActor.create(brittle, id + " one"));
        var other = kit.spawn(EntityActor.create(brittle, id + " other"));
        one.tell(new EntityMessage.Tell<>(1, caller.ref()));
        answers(1);

        one.tell(new EntityMessage.Tell<>(BrittleTally.CRASH, caller.ref()));
        assertThat(answers(1)).containsExactly(new Outcome.Unavailable<>());
        other.tell(new EntityMessage.Tell<>(5, caller.ref()));
        assertThat(answers(1)).containsExactly(answered("sum 5"));

        assertThat(caller.awaitAssert(() -> {
                    one.tell(new EntityMessage.Tell<>(2, caller.ref()));
                    var answer = caller.receiveMessage();
                    assertThat(answer).isInstanceOf(Outcome.Answered.class);
                    return answer;
                }))
                .isEqualTo(answered("sum 3"));
    }

    @Test
    void refusesToStartFromALogWithAGap() {
        var torn = new TornTally();
        var kind = new EntityKind<>("tally", torn, EntityKind.noConsequences(), InstantSource.system(), 10);
        journal.persistForRecovery("tally|torn", List.of(new Tally.Added(1), new Tally.Added(2)));
        var entity = kit.spawn(EntityActor.create(kind, "torn"));

        entity.tell(new EntityMessage.Tell<>(1, caller.ref()));

        assertThat(answers(1)).containsExactly(new Outcome.Unavailable<>());
        assertThat(journal.persistedInStorage("tally|torn")).hasSize(2);
    }

    private ActorRef<EntityMessage<Tally.Sum, Integer, Tally.Added, String>> start(int waitingMax) {
        var kind =
                new EntityKind<>("tally", new Tally(), EntityKind.noConsequences(), InstantSource.system(), waitingMax);
        return kit.spawn(EntityActor.create(kind, id));
    }

    /** An entity that has room for one command to wait. */
    private ActorRef<EntityMessage<Tally.Sum, Integer, Tally.Added, String>> held(Map<Integer, Hold> held) {
        var rules = new HeldTally(held);
        return kit.spawn(EntityActor.create(
                new EntityKind<>("tally", rules, EntityKind.noConsequences(), InstantSource.system(), 1), id));
    }

    /** That there is no room for a third shows that the second waits behind the first. */
    private void twoBehindEachOther(
            ActorRef<EntityMessage<Tally.Sum, Integer, Tally.Added, String>> entity, Hold first) {
        entity.tell(new EntityMessage.Tell<>(
                1, kit.<Outcome<String>>createTestProbe().ref()));
        HeldTally.await(first.reached());
        entity.tell(new EntityMessage.Tell<>(
                2, kit.<Outcome<String>>createTestProbe().ref()));
        entity.tell(new EntityMessage.Tell<>(3, caller.ref()));
        assertThat(answers(1)).containsExactly(new Outcome.Overloaded<>());
    }

    private static Stored<Tally.Added> stored(long seq, int number) {
        return new Stored<>(seq, new Tally.Added(number));
    }

    private static Watched<Tally.Sum, Tally.Added> committed(List<Stored<Tally.Added>> events) {
        return new Watched.Committed<>(events);
    }

    private List<Outcome<String>> answers(int count) {
        return caller.receiveSeveralMessages(count);
    }

    private static Outcome<String> answered(String text) {
        return new Outcome.Answered<>(text);
    }
}
