package parley.entity.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import parley.entity.Outcome;
import parley.entity.actor.EntityMessage.Watched;

/** An entity answers only what it has stored, in order, and comes back from its log whatever happened to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EntityActorTest {

    @AutoClose
    private final TallyKit kit = new TallyKit();

    private final PersistenceTestKit journal = kit.journal;
    private final TestProbe<Outcome<String>> caller = kit.caller;
    private String id = "";

    @BeforeEach
    void useAnEntityOfItsOwn(TestInfo test) {
        id = test.getDisplayName();
    }

    @Test
    void answersAfterStoring() {
        var entity = kit.start(id, new Tally(), 1_000);

        entity.tell(new EntityMessage.Tell<>(2, caller.ref()));
        entity.tell(new EntityMessage.Tell<>(3, caller.ref()));

        assertThat(kit.answers(2)).containsExactly(TallyKit.answered("sum 2"), TallyKit.answered("sum 5"));
        assertThat(journal.persistedInStorage("tally|" + id)).containsExactly(new Tally.Added(2), new Tally.Added(3));
    }

    @Test
    void storesNothingForARefusal() {
        var entity = kit.start(id, new Tally(), 1_000);

        entity.tell(new EntityMessage.Tell<>(-1, caller.ref()));

        assertThat(kit.answers(1)).containsExactly(TallyKit.answered("no"));
        assertThat(journal.persistedInStorage("tally|" + id)).isEmpty();
    }

    @Test
    void storesWhatArrivesDuringAWriteTogetherAndInOrder() {
        var entity = kit.start(id, new Tally(), 1_000);

        for (int i = 1; i <= 100; i++) {
            entity.tell(new EntityMessage.Tell<>(i, caller.ref()));
        }

        assertThat(kit.answers(100)).last().isEqualTo(TallyKit.answered("sum 5050"));
        TestProbe<Watched<Tally.Sum, Tally.Added>> watcher = kit.actors.createTestProbe();
        entity.tell(new EntityMessage.Watch<>(watcher.ref()));
        assertThat(watcher.receiveMessage()).isEqualTo(new Watched.Current<>(new Tally.Sum(100, 5050)));
    }

    @Test
    @Tag("W6")
    @Tag("W7")
    @Tag("W8")
    void whatManyDoAtTheSameTimeCountsOnceEachAndNothingIsLost() throws InterruptedException {
        var entity = kit.start(id, new Tally(), 1_000);
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

        assertThat(kit.answers(800)).doesNotHaveDuplicates().contains(TallyKit.answered("sum 800"));
    }

    @Test
    void comesBackWithTheSameState() {
        var before = kit.start(id, new Tally(), 1_000);
        for (int i = 1; i <= 25; i++) {
            before.tell(new EntityMessage.Tell<>(i, caller.ref()));
        }
        kit.answers(25);
        before.tell(new EntityMessage.Stop<>());
        caller.expectTerminated(before);

        var after = kit.start(id, new Tally(), 1_000);
        after.tell(new EntityMessage.Tell<>(1, caller.ref()));

        assertThat(kit.answers(1)).containsExactly(TallyKit.answered("sum 326"));
    }

    @Test
    @Tag("W17")
    void saysOverloadedInsteadOfGrowing() {
        var entity = kit.start(id, new Tally(), 1);

        for (int i = 0; i < 500; i++) {
            entity.tell(new EntityMessage.Tell<>(0, caller.ref()));
        }

        assertThat(kit.answers(500)).contains(new Outcome.Overloaded<>());
    }

    @Test
    @Tag("T5")
    @Tag("S7")
    void aFailingStoreIsAnsweredAndThenOvercome() {
        var entity = kit.start(id, new Tally(), 1_000);
        journal.failNextPersisted();

        entity.tell(new EntityMessage.Tell<>(7, caller.ref()));
        assertThat(kit.answers(1)).containsExactly(new Outcome.Unavailable<>());

        assertThat(caller.awaitAssert(() -> {
                    entity.tell(new EntityMessage.Tell<>(8, caller.ref()));
                    var answer = caller.receiveMessage();
                    assertThat(answer).isInstanceOf(Outcome.Answered.class);
                    return answer;
                }))
                .isEqualTo(TallyKit.answered("sum 8"));
    }

    @Test
    @Tag("T5")
    void aCrashInOneEntityIsNotNoticedByAnotherNorByItsNextCaller() {
        var brittle = new BrittleTally();
        var one = kit.start(id + " one", brittle, 10);
        var other = kit.start(id + " other", brittle, 10);
        one.tell(new EntityMessage.Tell<>(1, caller.ref()));
        kit.answers(1);

        one.tell(new EntityMessage.Tell<>(BrittleTally.CRASH, caller.ref()));
        assertThat(kit.answers(1)).containsExactly(new Outcome.Unavailable<>());
        other.tell(new EntityMessage.Tell<>(5, caller.ref()));
        assertThat(kit.answers(1)).containsExactly(TallyKit.answered("sum 5"));

        assertThat(caller.awaitAssert(() -> {
                    one.tell(new EntityMessage.Tell<>(2, caller.ref()));
                    var answer = caller.receiveMessage();
                    assertThat(answer).isInstanceOf(Outcome.Answered.class);
                    return answer;
                }))
                .isEqualTo(TallyKit.answered("sum 3"));
    }

    @Test
    void refusesToStartFromALogWithAGap() {
        journal.persistForRecovery("tally|torn", List.of(new Tally.Added(1), new Tally.Added(2)));
        var entity = kit.start("torn", new TornTally(), 10);

        entity.tell(new EntityMessage.Tell<>(1, caller.ref()));

        assertThat(kit.answers(1)).containsExactly(new Outcome.Unavailable<>());
        assertThat(journal.persistedInStorage("tally|torn")).hasSize(2);
    }
}
