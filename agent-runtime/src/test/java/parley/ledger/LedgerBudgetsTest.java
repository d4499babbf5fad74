package parley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.ledger.Budget.Period;
import parley.ledger.LedgerCommand.Release;
import parley.ledger.LedgerCommand.RemoveBudget;
import parley.ledger.LedgerCommand.Reserve;
import parley.ledger.LedgerCommand.SetBudget;
import parley.ledger.LedgerCommand.Tick;
import parley.ledger.LedgerEvent.ThresholdCrossed;
import parley.ledger.LedgerEvent.WindowClosed;
import parley.ledger.LedgerReply.Done;
import parley.ledger.LedgerReply.Exhausted;
import parley.ledger.LedgerReply.Granted;
import parley.ledger.LedgerReply.Refusal;
import parley.ledger.LedgerReply.Refused;
import parley.money.Usd;

/** A limit counts what it should, in the window it should, and says when it makes no sense. */
class LedgerBudgetsTest extends LedgerStory {

    @Test
    void aLimitLoweredBelowWhatIsSpentStopsNewCalls() {
        limit(ADA, 40);
        reserve(FIRST, 30);
        settle(FIRST, 30, true);

        limit(ADA, 10);

        assertThat(standing(ADA).balance().spent()).isEqualTo(new Usd(30));
        assertThat(reserve(SECOND, 1)).isEqualTo(new Exhausted(ADA, Usd.ZERO, null));
    }

    @Test
    void aLimitSetWhileCallsAreUnderWayCountsThem() {
        reserve(FIRST, 30);

        limit(ADA, 40);

        assertThat(standing(ADA).balance()).isEqualTo(Balance.held(new Usd(30)));
        settle(FIRST, 12, true);
        assertThat(standing(ADA).balance()).isEqualTo(Balance.spent(new Usd(12)));
    }

    @Test
    void aRemovedLimitLimitsNothing() {
        limit(ADA, 10);

        assertThat(give(new RemoveBudget(ADA, "root"))).isEqualTo(new Done());
        assertThat(reserve(FIRST, 30)).isInstanceOf(Granted.class);
        assertThat(give(new RemoveBudget(ADA, "root")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.NO_SUCH_BUDGET));
    }

    @Test
    void settingTheSameLimitTwiceIsSettingItOnce() {
        limit(ADA, 10);
        var before = journal.size();

        limit(ADA, 10);

        assertThat(journal).hasSize(before);
    }

    @Test
    void aBudgetThatMakesNoSenseIsRefusedWithWhatIsAllowed() {
        var fine = new Budget(new Usd(1), Period.TOTAL, ZoneOffset.UTC, List.of(50, 80));

        assertThat(refusalOf(new AccountId("planet:mars"), fine)).contains("org, user:<id>");
        assertThat(refusalOf(new AccountId("user:"), fine)).contains("org, user:<id>");
        assertThat(refusalOf(ADA, new Budget(new Usd(-1), Period.TOTAL, ZoneOffset.UTC, List.of())))
                .contains("from 0");
        assertThat(refusalOf(ADA, new Budget(new Usd(1), Period.TOTAL, ZoneOffset.UTC, List.of(80, 50))))
                .contains("rising");
        assertThat(refusalOf(ADA, new Budget(new Usd(1), Period.TOTAL, ZoneOffset.UTC, List.of(101))))
                .contains("rising");
    }

    @Test
    void spendingStartsAgainWithEveryWindow() {
        give(new SetBudget(ADA, new Budget(new Usd(40), Period.HOUR, ZoneOffset.UTC, List.of()), "root"));
        reserve(FIRST, 40);
        settle(FIRST, 40, true);

        now = NOON.plus(Duration.ofHours(1));

        assertThat(reserve(SECOND, 40)).isInstanceOf(Granted.class);
        assertThat(last(WindowClosed.class).balance()).isEqualTo(Balance.spent(new Usd(40)));
        assertThat(last(WindowClosed.class).next()).isEqualTo(new Window(now, now.plus(Duration.ofHours(1))));
    }

    @Test
    void aHoldBelongsToTheWindowInWhichItWasReserved() {
        give(new SetBudget(ADA, new Budget(new Usd(40), Period.HOUR, ZoneOffset.UTC, List.of()), "root"));
        now = NOON.plus(Duration.ofMinutes(59));
        give(new Reserve(FIRST, charge("m_1"), List.of(candidate("m/large", 30)), Duration.ofMinutes(5)));

        now = NOON.plus(Duration.ofMinutes(61));
        give(new Tick());
        settle(FIRST, 25, true);

        assertThat(last(WindowClosed.class).balance()).isEqualTo(Balance.held(new Usd(30)));
        assertThat(standing(ADA).balance()).isEqualTo(Balance.ZERO);
        assertThat(state.total().spent()).isEqualTo(new Usd(25));
    }

    @Test
    void aClockSetBackReopensNoWindow() {
        give(new SetBudget(ADA, new Budget(new Usd(40), Period.HOUR, ZoneOffset.UTC, List.of()), "root"));
        now = NOON.plus(Duration.ofHours(1));
        reserve(FIRST, 40);
        settle(FIRST, 40, true);

        now = NOON;

        assertThat(reserve(SECOND, 1)).isInstanceOf(Exhausted.class);
        give(new Release(FIRST));
        assertThat(journal).isSortedAccordingTo(Comparator.comparing(LedgerEvent::at));
    }

    @Test
    void eachSoftMarkIsToldOnceInAWindow() {
        give(new SetBudget(ADA, new Budget(new Usd(100), Period.TOTAL, ZoneOffset.UTC, List.of(50, 80)), "root"));

        spend(new CallId("a"), 49);
        assertThat(journal).noneMatch(ThresholdCrossed.class::isInstance);
        spend(new CallId("b"), 1);
        spend(new CallId("c"), 29);
        spend(new CallId("d"), 1);
        spend(new CallId("e"), 1);

        assertThat(journal.stream()
                        .filter(ThresholdCrossed.class::isInstance)
                        .map(event -> ((ThresholdCrossed) event).mark()))
                .containsExactly(50, 80);
    }
}
