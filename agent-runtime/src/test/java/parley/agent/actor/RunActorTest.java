package parley.agent.actor;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import parley.agent.DefaultAgents;
import parley.agent.model.Cancellation;
import parley.agent.model.LanguageModel;
import parley.agent.model.ModelReply.FinishReason;
import parley.agent.model.ModelReply.Finished;
import parley.agent.run.Progress;
import parley.agent.run.RunId;
import parley.agent.run.RunOutcome;
import parley.ledger.LedgerEvent;
import parley.ledger.Usage;
import parley.space.Caller;
import parley.space.MemberId;
import parley.space.MemberKind;
import parley.space.Message;
import parley.space.Role;
import parley.space.Space;
import parley.space.SpaceCommand;
import parley.space.SpaceEvent.TurnSettled;
import parley.space.SpaceId;
import parley.space.SpaceReply.Accepted;
import parley.space.SpaceSettings;
import parley.space.TurnId;
import parley.space.floor.FloorSettings;
import parley.space.floor.TurnEnd;

/** A granted turn is answered, stopped, resumed or ended, by the entities that run in production. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class RunActorTest {

    private static final Caller ADA = new Caller(new MemberId("u_ada"), MemberKind.HUMAN, false);
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final Finished ANSWER = new Finished("It is Tuesday.", Usage.of(100, 10), FinishReason.STOP);

    private final ActorTestKit kit = ActorTestKit.create(ConfigFactory.parseString("""
            pekko.actor.allow-java-serialization = on
            pekko.actor.warn-about-java-serializer-usage = off
            pekko.persistence.testkit.events.serialize = off
            pekko.persistence.testkit.snapshots.serialize = off
            """)
            .withFallback(PersistenceTestKitPlugin.getInstance().config())
            .withFallback(PersistenceTestKitSnapshotPlugin.config())
            .withFallback(ConfigFactory.load()));

    private final TestProbe<Object> eye = kit.createTestProbe();
    private final StagedTiming timing = new StagedTiming();
    private final RuledLedger ledger = new RuledLedger(timing, Fate.spared());
    private SpaceId space = new SpaceId("");

    /** A model that writes a word and then waits to be told its answer, or stopped. */
    private static final class Writer {
        final CompletableFuture<Finished> answer = new CompletableFuture<>();
        final CompletableFuture<Void> writing = new CompletableFuture<>();
        final Cancellation stopped = new Cancellation();

        LanguageModel model() {
            return (_, listener, cancellation) -> {
                listener.onText("It is ");
                cancellation.onCancel(() -> {
                    stopped.cancel();
                    answer.complete(ANSWER);
                });
                writing.complete(null);
                return answer.join();
            };
        }
    }

    @BeforeEach
    void useASpaceOfItsOwn(TestInfo test) {
        space = new SpaceId("sp_" + test.getTestMethod().orElseThrow().getName());
    }

    @AfterAll
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void aMentionedAgentAnswersAndIsSeenWriting() {
        var writer = new Writer();
        var node = lobby(new Node(kit, timing, ledger, writer.model()));
        var turn = ask(node);
        writer.writing.join();
        assertThat(node.drafts.seen()).containsExactly("1:0:It is ");

        writer.answer.complete(ANSWER);

        eye.awaitAssert(
                WITHIN, () -> assertThat(texts(node)).containsExactly("@jarvis what day is it?", "It is Tuesday."));
        eye.awaitAssert(
                WITHIN,
                () -> assertThat(progress(node, turn))
                        .isInstanceOfSatisfying(
                                Progress.Closed.class,
                                closed -> assertThat(closed.outcome()).isEqualTo(RunOutcome.POSTED)));
        eye.awaitAssert(WITHIN, () -> assertThat(node.working()).isZero());
        assertThat(node.drafts.seen()).last().isEqualTo("ended");
    }

    @Test
    void theStopButtonEndsTheCallAndWhatWasUsedIsPaid() {
        var writer = new Writer();
        var node = lobby(new Node(kit, timing, ledger, writer.model()));
        var turn = ask(node);
        writer.writing.join();

        assertThat(Node.answer(node.send(space, new SpaceCommand.CancelTurn(turn, ADA))))
                .isInstanceOf(Accepted.class);

        eye.awaitAssert(
                WITHIN,
                () -> assertThat(progress(node, turn))
                        .isInstanceOfSatisfying(
                                Progress.Closed.class,
                                closed -> assertThat(closed.outcome()).isEqualTo(RunOutcome.STOPPED)));
        assertThat(writer.stopped.isCancelled()).isTrue();
        assertThat(texts(node)).hasSize(1);
        assertThat(settled()).singleElement().satisfies(settled -> {
            assertThat(settled.turn()).isEqualTo(turn);
            assertThat(settled.partial()).isEqualTo("It is ");
            assertThat(settled.usage().out()).isPositive();
        });
        assertThat(ledger.events(LedgerEvent.Settled.class))
                .filteredOn(settled -> settled.charge().space().equals(space.value()))
                .singleElement()
                .satisfies(settled -> assertThat(settled.exact()).isFalse());
    }

    @Test
    @Tag("W18")
    @Tag("W20")
    void aTurnThatWasCancelledWhenItsNodeDiedIsClosedByTheNextWithoutBeingAskedFor() {
        var first = new Writer();
        var before = lobby(new Node(kit, timing, ledger, first.model()));
        var turn = ask(before);
        first.writing.join();
        before.stop();
        var dying = new Node(kit, timing, ledger, first.model());
        dying.runsAnswer = false;
        Node.answer(dying.send(space, new SpaceCommand.CancelTurn(turn, ADA)));
        dying.stop();
        assertThat(settled()).isEmpty();

        var after = new Node(kit, timing, ledger, first.model());
        Node.answer(after.read(space));

        eye.awaitAssert(WITHIN, () -> assertThat(settled()).hasSize(1));
        assertThat(state(after).floor().owed()).isEmpty();
        eye.awaitAssert(WITHIN, () -> assertThat(after.working()).isZero());
        assertThat(progress(after, turn)).isInstanceOf(Progress.Closed.class);
    }

    @Test
    @Tag("W18")
    void anotherNodeTakesOverAndTheAnswerIsPostedOnce() {
        var first = new Writer();
        var before = lobby(new Node(kit, timing, ledger, first.model()));
        var turn = ask(before);
        first.writing.join();
        before.stop();

        var second = new Writer();
        second.answer.complete(ANSWER);
        var after = new Node(kit, timing, ledger, second.model());
        Node.answer(after.read(space));

        eye.awaitAssert(WITHIN, () -> assertThat(texts(after)).hasSize(2));
        eye.awaitAssert(WITHIN, () -> assertThat(progress(after, turn)).isInstanceOf(Progress.Closed.class));
        assertThat(Node.answer(after.read(new RunId(space, turn))).calls()).hasSize(2);
        assertThat(texts(after)).containsExactly("@jarvis what day is it?", "It is Tuesday.");
    }

    @Test
    @Tag("W16")
    @Tag("W18")
    void aNodeThatGoesDownInTheMiddleOfATurnLeavesItToTheNextWithoutAnError() {
        var log = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger(RunWorkers.class);
        var first = new Writer();
        var before = lobby(new Node(kit, timing, ledger, first.model()));
        ask(before);
        first.writing.join();
        log.start();
        logger.addAppender(log);

        before.goesDown();
        first.answer.complete(ANSWER);
        eye.awaitAssert(
                WITHIN.multipliedBy(2), () -> assertThat(before.working()).isZero());
        logger.detachAppender(log);

        assertThat(log.list).extracting(ILoggingEvent::getLevel).doesNotContain(Level.ERROR);
        var second = new Writer();
        second.answer.complete(ANSWER);
        var after = new Node(kit, timing, ledger, second.model());
        Node.answer(after.read(space));
        eye.awaitAssert(
                WITHIN, () -> assertThat(texts(after)).containsExactly("@jarvis what day is it?", "It is Tuesday."));
    }

    @Test
    void aTurnWhoseRunNeverComesToAnythingExpires() {
        var node = lobby(new Node(kit, timing, ledger, new Writer().model()));
        node.agents.answers = false;
        var turn = ask(node);
        eye.awaitAssert(WITHIN, () -> assertThat(node.working()).isOne());

        timing.pass(FloorSettings.DEFAULT
                .turnDeadline()
                .plus(AgentSupervisor.EXPIRY_SLACK)
                .plus(Duration.ofSeconds(1)));

        eye.awaitAssert(
                WITHIN,
                () -> assertThat(state(node).floor().end(turn))
                        .hasValueSatisfying(end -> assertThat(end.how()).isEqualTo(TurnEnd.How.FAILED)));
        eye.awaitAssert(WITHIN, () -> assertThat(progress(node, turn)).isInstanceOf(Progress.Closed.class));
    }

    private Node lobby(Node node) {
        var settings = new SpaceSettings("lobby", "Lobby", "", false, FloorSettings.DEFAULT);
        Node.answer(node.send(space, new SpaceCommand.Create("e1", settings, "ada", ADA)));
        Node.answer(node.send(
                space, new SpaceCommand.Join(DefaultAgents.JARVIS, MemberKind.AGENT, "Jarvis", Role.MEMBER, ADA)));
        return node;
    }

    private TurnId ask(Node node) {
        var post = new SpaceCommand.Post(
                ADA,
                World.key(timing.instant(), 1),
                "@jarvis what day is it?",
                List.of(DefaultAgents.JARVIS),
                null,
                null);
        assertThat(Node.answer(node.send(space, post))).isInstanceOf(Accepted.class);
        return state(node).floor().turns(_ -> true).getFirst().id();
    }

    private List<TurnSettled> settled() {
        return PersistenceTestKit.create(kit.system()).persistedInStorage("space|" + space).stream()
                .filter(TurnSettled.class::isInstance)
                .map(TurnSettled.class::cast)
                .toList();
    }

    private Space state(Node node) {
        return Node.answer(node.read(space));
    }

    private Progress progress(Node node, TurnId turn) {
        return Node.answer(node.read(new RunId(space, turn))).progress();
    }

    private List<String> texts(Node node) {
        return state(node).recent().stream().map(Message::text).toList();
    }
}
