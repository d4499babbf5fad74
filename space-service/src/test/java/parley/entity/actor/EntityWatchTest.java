package parley.entity.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import parley.entity.Outcome;
import parley.entity.Stored;
import parley.entity.actor.EntityMessage.Watched;
import parley.entity.actor.HeldTally.Hold;

/** Whoever watches an entity hears its state and all that it stores after that, once and in order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EntityWatchTest {

    @AutoClose
    private final TallyKit kit = new TallyKit();

    private final TestProbe<Outcome<String>> caller = kit.caller;
    private final TestProbe<Watched<Tally.Sum, Tally.Added>> watcher = kit.actors.createTestProbe();
    private String id = "";

    @BeforeEach
    void useAnEntityOfItsOwn(TestInfo test) {
        id = test.getDisplayName();
    }

    @Test
    @Tag("T4")
    void aWatcherHearsTheStateOnceAndThenEveryEventAfterIt() {
        var entity = kit.start(id, new Tally(), 1_000);
        entity.tell(new EntityMessage.Tell<>(1, caller.ref()));
        entity.tell(new EntityMessage.Watch<>(watcher.ref()));
        entity.tell(new EntityMessage.Tell<>(2, caller.ref()));
        kit.answers(2);

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
        var entity = kit.start(id, new Tally(), 1_000);
        entity.tell(new EntityMessage.Watch<>(watcher.ref()));
        assertThat(watcher.receiveMessage()).isInstanceOf(Watched.Current.class);

        entity.tell(new EntityMessage.Stop<>());

        assertThat(watcher.receiveMessage()).isEqualTo(new Watched.Stopped<>());
    }

    @Test
    void tellsOfTwoCommitsTogetherWhereOneFollowsTheOther() {
        var first = Hold.begin();
        var entity = kit.start(id, new HeldTally(Map.of(1, first)), 1);
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
        var entity = kit.start(id, new HeldTally(Map.of(1, first, 2, second)), 1);
        entity.tell(new EntityMessage.Watch<>(watcher.ref()));
        assertThat(watcher.receiveMessage()).isInstanceOf(Watched.Current.class);

        twoBehindEachOther(entity, first);
        first.released().countDown();

        assertThat(watcher.receiveMessage()).isEqualTo(committed(List.of(stored(1, 1))));
        second.released().countDown();
        assertThat(watcher.receiveMessage()).isEqualTo(committed(List.of(stored(2, 2))));
    }

    /** The entity has room for one command to wait: that there is none for a third shows that the second waits behind the first. */
    private void twoBehindEachOther(
            ActorRef<EntityMessage<Tally.Sum, Integer, Tally.Added, String>> entity, Hold first) {
        TestProbe<Outcome<String>> others = kit.actors.createTestProbe();
        entity.tell(new EntityMessage.Tell<>(1, others.ref()));
        HeldTally.await(first.reached());
        entity.tell(new EntityMessage.Tell<>(2, others.ref()));
        entity.tell(new EntityMessage.Tell<>(3, caller.ref()));
        assertThat(kit.answers(1)).containsExactly(new Outcome.Overloaded<>());
    }

    private static Stored<Tally.Added> stored(long seq, int number) {
        return new Stored<>(seq, new Tally.Added(number));
    }

    private static Watched<Tally.Sum, Tally.Added> committed(List<Stored<Tally.Added>> events) {
        return new Watched.Committed<>(events);
    }
}
