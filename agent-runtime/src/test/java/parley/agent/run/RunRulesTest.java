package parley.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.agent.model.ModelId;
import parley.agent.model.ModelReply.FinishReason;
import parley.agent.model.ModelReply.Kind;
import parley.agent.run.RunCommand.Begin;
import parley.agent.run.RunCommand.Close;
import parley.agent.run.RunCommand.Complete;
import parley.agent.run.RunCommand.FailCall;
import parley.agent.run.RunCommand.GiveUp;
import parley.agent.run.RunCommand.Intend;
import parley.agent.run.RunCommand.Recover;
import parley.agent.run.RunCommand.Stop;
import parley.agent.run.RunEvent.CallCompleted;
import parley.agent.run.RunEvent.CallIntended;
import parley.agent.run.RunEvent.ReplyReady;
import parley.agent.run.RunEvent.RunStarted;
import parley.entity.Decision;
import parley.ledger.CallId;
import parley.ledger.LedgerCommand;
import parley.ledger.Usage;
import parley.money.Cost;
import parley.money.Usd;
import parley.space.MemberId;
import parley.space.MessageId;
import parley.space.SpaceId;
import parley.space.TurnFailure;
import parley.space.TurnId;

/** A run stores what it intends before it acts, tries a bounded number of times, and ends once. */
@Tag("W18")
class RunRulesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final ModelId FIRST = ModelId.parse("openai/large");
    private static final ModelId SECOND = ModelId.parse("ollama/small");
    private static final Usage USED = Usage.of(120, 30);
    private static final RunBrief BRIEF = new RunBrief(
            new SpaceId("sp_a"),
            new TurnId("t_7"),
            new MemberId("a_jarvis"),
            new MessageId("m_1"),
            new MessageId("m_1"),
            1,
            new MemberId("u_ada"),
            7,
            List.of(FIRST, SECOND),
            NOW,
            NOW.plusSeconds(120));

    private final RunRules rules = new RunRules();

    @Test
    void startsAndIntendsItsFirstCallInOneWrite() {
        var decision = rules.decide(rules.initial(), new Begin(BRIEF, intent(1, FIRST)), NOW);

        assertThat(decision)
                .isEqualTo(Decision.store(
                        List.of(new RunStarted(BRIEF, NOW), new CallIntended(intent(1, FIRST), NOW)),
                        new RunReply.Accepted()));
    }

    @Test
    void completesAndReadiesItsReplyInOneWrite() {
        var decision = rules.decide(calling(), complete(1, "Plan A."), NOW);

        assertThat(decision.events())
                .containsExactly(
                        new CallCompleted(call(1), "Plan A.", USED, true, FinishReason.STOP, NOW),
                        new ReplyReady("Plan A.", List.of(), FIRST, USED.tokens(), NOW));
    }

    @Test
    void everyCommandTwiceIsTheCommandOnce() {
        var history = List.<RunCommand>of(
                new Begin(BRIEF, intent(1, FIRST)),
                failed(1, Kind.PROVIDER),
                new Intend(intent(2, FIRST)),
                complete(2, "Plan A."),
                new Close(RunOutcome.POSTED, Cost.NONE));
        var run = rules.initial();

        for (var command : history) {
            run = after(run, command);
            assertThat(rules.decide(run, command, NOW)).isEqualTo(Decision.answer(new RunReply.Ignored()));
        }
        assertThat(run.closed()).isTrue();
    }

    @Test
    @Tag("W21")
    void triesAModelTwiceThenItsFallbackThenGivesUp() {
        var once = after(calling(), failed(1, Kind.PROVIDER));
        var twice = after(once, new Intend(intent(2, FIRST)), failed(2, Kind.INTERRUPTED));
        var thrice = after(twice, new Intend(intent(3, SECOND)), failed(3, Kind.PROVIDER));

        assertThat(once.nextModels()).containsExactly(FIRST, SECOND);
        assertThat(twice.nextModels()).containsExactly(SECOND, FIRST);
        assertThat(thrice.progress())
                .isEqualTo(new Progress.Failing(
                        TurnFailure.MODEL, "ollama/small has a problem at its provider", "partial"));
    }

    @Test
    @Tag("V8")
    void aRefusedKeyIsNotTriedAgainButItsFallbackIs() {
        var run = after(calling(), failed(1, Kind.UNAUTHORISED));

        assertThat(run.nextModels()).containsExactly(SECOND);
        assertThat(after(run, new Intend(intent(2, SECOND)), failed(2, Kind.UNAUTHORISED))
                        .progress())
                .isInstanceOfSatisfying(
                        Progress.Failing.class,
                        failing -> assertThat(failing.failure()).isEqualTo(TurnFailure.NOT_CONFIGURED));
    }

    @Test
    void aPromptTooLongIsShortenedOnce() {
        var alone = after(rules.initial(), new Begin(briefWith(FIRST), intent(1, FIRST)));
        var once = after(alone, failed(1, Kind.CONTEXT_TOO_LONG));
        var twice = after(once, new Intend(intent(2, FIRST)), failed(2, Kind.CONTEXT_TOO_LONG));

        assertThat(once.promptTooLong()).isTrue();
        assertThat(once.nextModels()).containsExactly(FIRST);
        assertThat(twice.progress()).isInstanceOf(Progress.Failing.class);
    }

    @Test
    void aCallPastTheDeadlineIsTheLast() {
        var run = after(calling(), failed(1, Kind.TIMEOUT));

        assertThat(run.progress())
                .isEqualTo(new Progress.Failing(
                        TurnFailure.TIMEOUT, "openai/large took longer than a turn may", "partial"));
    }

    @Test
    void aRecoveredRunAbandonsTheCallThatNobodyWaitsFor() {
        var run = after(calling(), new Recover());

        assertThat(run.progress()).isEqualTo(new Progress.Waiting());
        assertThat(run.inFlight()).isEmpty();
        assertThat(run.nextAttempt()).isEqualTo(2);
        assertThat(run.last().settlement()).isEqualTo(new LedgerCommand.Settle(call(1), Usage.of(500, 0), false));
        assertThat(rules.decide(run, complete(1, "late"), NOW).events()).isEmpty();
    }

    @Test
    @Tag("T5")
    void aRunThatKillsEveryProcessIsGivenUp() {
        var run = after(calling(), complete(1, "poison"));
        for (int i = 0; i < Run.RECOVERIES_MAX; i++) {
            run = after(run, new Recover());
            assertThat(run.progress()).isInstanceOf(Progress.Answering.class);
        }

        run = after(run, new Recover());

        assertThat(run.progress())
                .isInstanceOfSatisfying(
                        Progress.Failing.class,
                        failing -> assertThat(failing.failure()).isEqualTo(TurnFailure.CRASHED));
    }

    @Test
    void aCrashInEveryAttemptEndsTheRun() {
        var run = calling();
        for (int attempt = 2; attempt <= Run.ATTEMPTS_MAX; attempt++) {
            run = after(run, new Recover(), new Intend(intent(attempt, FIRST)));
        }

        run = after(run, new Recover());

        assertThat(run.progress()).isInstanceOf(Progress.Failing.class);
        assertThat(run.calls()).hasSize(Run.ATTEMPTS_MAX);
    }

    @Test
    void aStoppedRunWaitsForItsCallToEndBeforeItCloses() {
        var stopped = after(calling(), new Stop());
        var tooEarly = rules.decide(stopped, new Close(RunOutcome.STOPPED, Cost.NONE), NOW);
        var ended = after(stopped, failed(1, Kind.CANCELLED));

        assertThat(tooEarly.events()).isEmpty();
        assertThat(ended.progress()).isEqualTo(new Progress.Stopping());
        assertThat(ended.last().settlement()).isEqualTo(new LedgerCommand.Settle(call(1), USED, false));
        assertThat(after(ended, new Close(RunOutcome.STOPPED, Cost.NONE)).closed())
                .isTrue();
    }

    @Test
    void anAnswerThatComesAfterTheStopIsPaidButNotPosted() {
        var run = after(calling(), new Stop(), complete(1, "too late"));

        assertThat(run.progress()).isEqualTo(new Progress.Stopping());
        assertThat(run.usage()).isEqualTo(USED.tokens());
    }

    @Test
    void aTurnThatEndedBeforeItsRunBeganNeverBegins() {
        var run = after(rules.initial(), new Stop());

        assertThat(rules.decide(run, new Begin(BRIEF, intent(1, FIRST)), NOW).events())
                .isEmpty();
    }

    @Test
    void aRefusalBeforeTheFirstCallEndsTheTurnWithItsReason() {
        var run = after(rules.initial(), new GiveUp(BRIEF, TurnFailure.BUDGET, "spent"));

        assertThat(run.progress()).isEqualTo(new Progress.Failing(TurnFailure.BUDGET, "spent", ""));
        assertThat(run.calls()).isEmpty();
    }

    @Test
    void whatTheProviderDidNotChargeForIsReleased() {
        var run = after(calling(), failed(1, Kind.RATE_LIMITED));

        assertThat(run.last().settlement()).isEqualTo(new LedgerCommand.Release(call(1)));
        assertThat(run.usage()).isEqualTo(Usage.NONE.tokens());
    }

    @Test
    void anAttemptIsNamedTheSameAfterACrash() {
        assertThat(BRIEF.call(1, 2)).isEqualTo(new CallId("sp_a/t_7/1/2"));
        assertThat(RunId.parse("sp_a~t_7")).isEqualTo(new RunId(new SpaceId("sp_a"), new TurnId("t_7")));
    }

    private Run calling() {
        return after(rules.initial(), new Begin(BRIEF, intent(1, FIRST)));
    }

    private Run after(Run run, RunCommand... commands) {
        for (var command : commands) {
            for (var event : rules.decide(run, command, NOW).events()) {
                run = rules.evolve(run, event);
            }
        }
        return run;
    }

    private static RunCommand complete(int attempt, String text) {
        return new Complete(call(attempt), text, List.of(), USED, true, FinishReason.STOP);
    }

    private static RunCommand failed(int attempt, Kind kind) {
        return new FailCall(call(attempt), kind, "503 overloaded", USED, "partial");
    }

    private static CallIntent intent(int attempt, ModelId model) {
        return new CallIntent(call(attempt), 1, attempt, model, "hash", 500, new Usd(1_000), "1");
    }

    private static CallId call(int attempt) {
        return BRIEF.call(1, attempt);
    }

    private static RunBrief briefWith(ModelId model) {
        return new RunBrief(
                BRIEF.space(),
                BRIEF.turn(),
                BRIEF.agent(),
                BRIEF.root(),
                BRIEF.trigger(),
                BRIEF.hop(),
                BRIEF.payer(),
                BRIEF.upToSeq(),
                List.of(model),
                BRIEF.grantedAt(),
                BRIEF.deadline());
    }
}
