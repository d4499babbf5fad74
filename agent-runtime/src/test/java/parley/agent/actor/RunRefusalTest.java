package parley.agent.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import parley.agent.model.ModelReply;
import parley.agent.model.ModelReply.Failed;
import parley.agent.model.ModelReply.FinishReason;
import parley.agent.model.ModelReply.Finished;
import parley.agent.model.ModelReply.Kind;
import parley.agent.model.ModelRequest;
import parley.ledger.AccountId;
import parley.ledger.Budget;
import parley.ledger.Budget.Period;
import parley.ledger.LedgerCommand.SetBudget;
import parley.ledger.Usage;
import parley.money.Usd;
import parley.space.MemberId;
import parley.space.SpaceEvent.MessagePosted;
import parley.space.SpaceEvent.TurnFailed;
import parley.space.TurnFailure;
import parley.space.floor.FloorSettings;

/** What cannot be paid, priced or reached is not called, and people read why. */
@Tag("V8")
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class RunRefusalTest {

    private static final MemberId JARVIS = new MemberId("a_jarvis");
    private static final ModelReply FINE = new Finished("Plan A.", Usage.of(100, 10), FinishReason.STOP);

    private final List<ModelRequest> calls = new ArrayList<>();
    private final List<ModelReply> replies = new ArrayList<>(List.of(FINE));
    private final World world = new World(
            (request, _, _) -> {
                calls.add(request);
                return replies.size() > 1 ? replies.removeFirst() : replies.getFirst();
            },
            Fate.spared(),
            FloorSettings.DEFAULT,
            "jarvis");

    @Test
    void aSpentBudgetSaysWhichAndUntilWhen() {
        var budget = new Budget(new Usd(120_000), Period.MONTH, ZoneOffset.UTC, List.of());
        world.ledger.tell(new SetBudget(AccountId.agent("a_jarvis"), budget, "u_ada"), world.instant());

        ask();

        assertThat(failure().failure()).isEqualTo(TurnFailure.BUDGET);
        assertThat(failure().detail())
                .isEqualTo("The budget of agent a_jarvis does not cover another answer: $0.00012 is left."
                        + " It starts again on 2026-12-01 00:00 UTC; an administrator can raise it.");
        assertThat(calls).isEmpty();
    }

    @Test
    void withoutTheLedgersAnswerNoModelIsCalled() {
        world.ledger.answers = false;
        var asked = world.instant();

        ask();

        assertThat(failure().failure()).isEqualTo(TurnFailure.LEDGER_UNAVAILABLE);
        assertThat(Duration.between(asked, world.instant())).isGreaterThanOrEqualTo(Briefing.DEADLINE);
        assertThat(calls).isEmpty();
    }

    @Test
    void aModelWithoutAPriceIsNotCalled() {
        world.priced = false;

        ask();

        assertThat(failure().failure()).isEqualTo(TurnFailure.PRICE_UNKNOWN);
        assertThat(calls).isEmpty();
    }

    @Test
    void aModelThatIsNotConfiguredIsNamed() {
        world.models.configured = false;

        ask();

        assertThat(failure().failure()).isEqualTo(TurnFailure.NOT_CONFIGURED);
        assertThat(failure().detail()).isEqualTo("None of the models of jarvis is configured here: openai/large.");
    }

    @Test
    void anAgentThatIsGoneEndsItsTurn() {
        world.agents.clear();

        ask();

        assertThat(failure().failure()).isEqualTo(TurnFailure.NOT_CONFIGURED);
    }

    @Test
    @Tag("W23")
    void waitsAsLongAsTheProviderAsksAndThenAnswers() {
        replies.addFirst(new Failed(Kind.RATE_LIMITED, "429", Duration.ofSeconds(20), ""));
        var asked = world.instant();

        ask();

        assertThat(calls).hasSize(2);
        assertThat(Duration.between(asked, world.instant())).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
        assertThat(world.space.events(MessagePosted.class)).hasSize(2);
    }

    @Test
    void doesNotWaitForAProviderThatAsksForMoreTimeThanThereIs() {
        replies.addFirst(new Failed(Kind.RATE_LIMITED, "429", Duration.ofHours(1), ""));

        var later = world.instant().plus(FloorSettings.DEFAULT.turnDeadline());
        ask();

        assertThat(calls).hasSize(1);
        assertThat(failure().detail()).isEqualTo("None of the models answers at the moment.");
        assertThat(world.instant()).isBefore(later);
    }

    @Test
    void aPromptTooLongIsShortened() {
        for (int i = 0; i < 90; i++) {
            world.says("x".repeat(1_000));
        }
        replies.addFirst(new Failed(Kind.CONTEXT_TOO_LONG, "400", null, ""));

        ask();

        assertThat(calls).hasSize(2);
        assertThat(calls.getLast().prompts())
                .hasSizeLessThan(calls.getFirst().prompts().size());
    }

    private void ask() {
        world.says("@jarvis plan", JARVIS);
        world.settle();
    }

    private TurnFailed failure() {
        return world.space.events(TurnFailed.class).getFirst();
    }
}
