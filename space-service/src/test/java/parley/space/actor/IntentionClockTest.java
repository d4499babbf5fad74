package parley.space.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.space.SpaceStory.BEN;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parley.entity.Outcome;
import parley.entity.actor.EntityActor;
import parley.entity.actor.EntityKind;
import parley.entity.actor.EntityMessage;
import parley.space.Space;
import parley.space.SpaceCommand;
import parley.space.SpaceCommand.DeclareIntention;
import parley.space.SpaceEvent;
import parley.space.SpaceEvent.IntentionExpired;
import parley.space.SpaceId;
import parley.space.SpaceReply;
import parley.space.SpaceRules;
import parley.space.SpaceStory;
import parley.space.view.Spaces;

/** Intentions end by themselves when their time is over, also in a space that has slept through it. */
class IntentionClockTest {

    private static final SpaceId LOBBY = StagedSpace.LOBBY;
    private static final String ID = ShardedSpaces.KIND + "|" + LOBBY;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config()
            .withFallback(ConfigFactory.parseString("""
        pekko.persistence.testkit.events.serialize = off
        pekko.persistence.testkit.snapshots.serialize = off
        """))
            .withFallback(PersistenceTestKitPlugin.getInstance().config())
            .withFallback(PersistenceTestKitSnapshotPlugin.config())
            .withFallback(ConfigFactory.load()));
    private final ManualTime time = ManualTime.get(kit.system());
    private final PersistenceTestKit journal = PersistenceTestKit.create(kit.system());
    private final AtomicReference<Instant> now = new AtomicReference<>(SpaceStory.START);
    private final InstantSource clock = now::get;
    private final SpaceStory story = SpaceStory.lobby();

    private final TestProbe<Outcome<SpaceReply>> caller = kit.createTestProbe();
    private final AtomicInteger unreachable = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile Runnable whenAsked = () -> {};

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void eachIntentionEndsWhenItsTimeIsOver() {
        var space = start();
        tell(space, declare("plan", HOUR));
        tell(space, declare("walk", HOUR.multipliedBy(2)));

        pass(HOUR.plus(IntentionClock.SLACK));
        awaitExpired("plan");
        pass(HOUR);

        awaitExpired("plan", "walk");
    }

    @Test
    void theFirstEndIsWaitedForAlsoWhenItWasDeclaredLastOrMovedForward() {
        var space = start();
        tell(space, declare("plan", HOUR.multipliedBy(9)));
        tell(space, declare("walk", HOUR.multipliedBy(3)));
        tell(space, declare("plan", HOUR));

        pass(HOUR.plus(IntentionClock.SLACK));

        awaitExpired("plan");
    }

    @Test
    void whatWasOverBeforeTheSpaceCameBackEndsWhenItDoes() {
        story.accepted(declare("plan", HOUR));
        pass(HOUR.multipliedBy(2));

        start();

        awaitExpired("plan");
    }

    @Test
    void aSpaceThatDoesNotAnswerIsAskedAgain() {
        unreachable.set(3);
        var space = start();
        tell(space, declare("plan", HOUR));

        pass(HOUR.plus(IntentionClock.SLACK));

        awaitExpired("plan");
        assertThat(unreachable.get()).isZero();
    }

    @Test
    void aClockThatStepsBackDelaysAnEndButDoesNotPreventIt() {
        var end = SpaceStory.START.plus(HOUR);
        whenAsked = () -> now.set(end.minusSeconds(5));
        var space = start();
        tell(space, declare("plan", HOUR));

        pass(HOUR.plus(IntentionClock.SLACK));
        whileTimePasses(() -> assertThat(answered.get()).isPositive());
        assertThat(expired()).isEmpty();
        whenAsked = () -> now.set(end);

        awaitExpired("plan");
    }

    private ActorRef<EntityMessage<Space, SpaceCommand, SpaceEvent, SpaceReply>> start() {
        journal.persistForRecovery(ID, List.copyOf(story.log));
        var intentions = new IntentionClock(clock);
        var kind = new EntityKind<>(ShardedSpaces.KIND, new SpaceRules(), intentions, clock, EntityKind.WAITING_MAX);
        var space = kit.spawn(EntityActor.create(kind, LOBBY.value()));
        intentions.begin(new Reached(space));
        return space;
    }

    private void tell(
            ActorRef<EntityMessage<Space, SpaceCommand, SpaceEvent, SpaceReply>> space, SpaceCommand command) {
        space.tell(new EntityMessage.Tell<>(command, caller.ref()));
        var answer = caller.receiveMessage(PATIENCE);
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Outcome.Answered.class,
                        answered -> assertThat(answered.reply()).isInstanceOf(SpaceReply.Accepted.class));
    }

    private DeclareIntention declare(String key, Duration until) {
        return new DeclareIntention(SpaceStory.human(BEN), key, "plan", SpaceStory.START.plus(until));
    }

    private void pass(Duration much) {
        now.updateAndGet(before -> before.plus(much));
        time.timePasses(much);
    }

    private void awaitExpired(String... keysInOrder) {
        whileTimePasses(() -> assertThat(expired()).containsExactly(keysInOrder));
    }

    /** Lets a little time pass until that holds. */
    private void whileTimePasses(Runnable holds) {
        caller.awaitAssert(PATIENCE, () -> {
            time.timePasses(Duration.ofSeconds(1));
            holds.run();
            return holds;
        });
    }

    private List<String> expired() {
        return journal.persistedInStorage(ID).stream()
                .filter(IntentionExpired.class::isInstance)
                .map(event -> ((IntentionExpired) event).key())
                .toList();
    }

    /** Reaches the space, but not at first. */
    private final class Reached implements Spaces {

        private final ActorRef<EntityMessage<Space, SpaceCommand, SpaceEvent, SpaceReply>> space;

        Reached(ActorRef<EntityMessage<Space, SpaceCommand, SpaceEvent, SpaceReply>> space) {
            this.space = space;
        }

        @Override
        public CompletionStage<Outcome<SpaceReply>> send(SpaceId id, SpaceCommand command) {
            whenAsked.run();
            if (unreachable.get() > 0) {
                unreachable.decrementAndGet();
                return CompletableFuture.completedFuture(new Outcome.Unavailable<>());
            }
            CompletionStage<Outcome<SpaceReply>> answer = AskPattern.ask(
                    space, replyTo -> new EntityMessage.Tell<>(command, replyTo), PATIENCE, kit.scheduler());
            return answer.whenComplete((_, _) -> answered.incrementAndGet());
        }

        @Override
        public CompletionStage<Outcome<Space>> read(SpaceId id) {
            return AskPattern.ask(space, EntityMessage.Read::new, PATIENCE, kit.scheduler());
        }
    }
}
