package parley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.ledger.LedgerCommand.Release;
import parley.ledger.LedgerCommand.Reserve;
import parley.ledger.LedgerCommand.Settle;
import parley.ledger.LedgerCommand.Tick;
import parley.ledger.LedgerEvent.Concluded;
import parley.ledger.LedgerEvent.Corrected;
import parley.ledger.LedgerEvent.Overdraft;
import parley.ledger.LedgerEvent.Provisional;
import parley.ledger.LedgerEvent.Settled;
import parley.ledger.LedgerReply.Booked;
import parley.ledger.LedgerReply.Done;
import parley.ledger.LedgerReply.Exhausted;
import parley.ledger.LedgerReply.Refusal;
import parley.ledger.LedgerReply.Refused;
import parley.money.Usd;

/**
 * No cost is lost, doubled or hidden: every hold ends by what the call has cost, and an unsettled one is booked in
 * full.
 */
class LedgerSettlementsTest extends LedgerStory {

    @Test
    void settlingBooksTheCostAndFreesTheRest() {
        limit(ADA, 40);
        reserve(FIRST, 30);

        var reply = settle(FIRST, 12, true);

        assertThat(reply).isEqualTo(new Booked(FIRST, new Usd(12), true, false));
        assertThat(standing(ADA).balance()).isEqualTo(Balance.spent(new Usd(12)));
        assertThat(standing(ADA).left()).isEqualTo(new Usd(28));
    }

    @Test
    void aSettlementCarriesAllThatItsCostIsComputedFrom() {
        reserve(FIRST, 30);
        settle(FIRST, 12, true);

        assertThat(last(Settled.class).prices().cost(last(Settled.class).usage()))
                .isEqualTo(last(Settled.class).amount());
        assertThat(last(Settled.class).prices().version()).isEqualTo("v1");
    }

    @Test
    void settlingTwiceBooksOnce() {
        reserve(FIRST, 30);
        settle(FIRST, 12, true);

        var again = settle(FIRST, 29, true);

        assertThat(again).isEqualTo(new Booked(FIRST, new Usd(12), true, true));
        assertThat(state.total().spent()).isEqualTo(new Usd(12));
    }

    @Test
    void anEstimateKeepsTheRestOfTheHoldInSuspense() {
        limit(ADA, 40);
        reserve(FIRST, 30);

        settle(FIRST, 12, false);

        assertThat(standing(ADA).balance()).isEqualTo(Balance.estimated(new Usd(12), new Usd(18)));
        assertThat(standing(ADA).left()).isEqualTo(new Usd(10));
    }

    @Test
    void suspenseIsFreeOnceNobodyCanSayMoreAboutTheCall() {
        limit(ADA, 40);
        reserve(FIRST, 30);
        settle(FIRST, 12, false);

        tickAfter(LedgerSettings.DEFAULT.suspenseLasts());

        assertThat(last(Concluded.class).suspense()).isEqualTo(new Usd(18));
        assertThat(standing(ADA).balance()).isEqualTo(Balance.spent(new Usd(12)));
        assertThat(settle(FIRST, 30, true)).isEqualTo(new Booked(FIRST, new Usd(12), false, true));
    }

    @Test
    void usageThatIsReportedLaterReplacesAnEstimate() {
        reserve(FIRST, 30);
        settle(FIRST, 12, false);

        settle(FIRST, 15, true);

        assertThat(last(Corrected.class).before()).isEqualTo(new Usd(12));
        assertThat(last(Corrected.class).suspenseBefore()).isEqualTo(new Usd(18));
        assertThat(state.total()).isEqualTo(Balance.spent(new Usd(15)));
    }

    @Test
    void aReleasedCallCostsNothing() {
        limit(ADA, 40);
        reserve(FIRST, 30);

        assertThat(give(new Release(FIRST))).isEqualTo(new Done());
        assertThat(give(new Release(FIRST))).isEqualTo(new Done());

        assertThat(standing(ADA).balance()).isEqualTo(Balance.ZERO);
        assertThat(settle(FIRST, 5, true))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.CALL_ENDED));
    }

    @Test
    void aCallThatWasBookedIsNotReleased() {
        reserve(FIRST, 30);
        settle(FIRST, 12, true);

        assertThat(give(new Release(FIRST))).isInstanceOf(Refused.class);
        assertThat(state.total().spent()).isEqualTo(new Usd(12));
    }

    @Test
    void aHoldThatExpiresIsBookedInFullAndNeverReleased() {
        limit(ADA, 40);
        reserve(FIRST, 30);

        tickAfter(MINUTE);

        assertThat(last(Provisional.class).amount()).isEqualTo(new Usd(30));
        assertThat(standing(ADA).left()).isEqualTo(new Usd(10));
        assertThat(reserve(SECOND, 11)).isInstanceOf(Exhausted.class);
    }

    @Test
    void aLateSettlementCorrectsTheProvisionalCost() {
        reserve(FIRST, 30);
        tickAfter(MINUTE);

        var reply = settle(FIRST, 12, true);

        assertThat(reply).isEqualTo(new Booked(FIRST, new Usd(12), true, false));
        assertThat(state.total()).isEqualTo(Balance.spent(new Usd(12)));
    }

    @Test
    void aLateReleaseCorrectsTheProvisionalCostToNothing() {
        reserve(FIRST, 30);
        tickAfter(MINUTE);

        assertThat(give(new Release(FIRST))).isEqualTo(new Done());
        assertThat(state.total().spent()).isEqualTo(Usd.ZERO);
    }

    @Test
    void aCostAboveItsHoldIsBookedInFullAndShown() {
        limit(ADA, 40);
        reserve(FIRST, 30);

        settle(FIRST, 45, true);

        assertThat(last(Overdraft.class).excess()).isEqualTo(new Usd(15));
        assertThat(state.overdraft()).isEqualTo(new Usd(15));
        assertThat(standing(ADA).left()).isEqualTo(new Usd(-5));
        assertThat(reserve(SECOND, 1)).isEqualTo(new Exhausted(ADA, Usd.ZERO, null));
    }

    @Test
    void aTickThatChangesNothingStoresNothing() {
        limit(ADA, 40);
        reserve(FIRST, 30);
        var before = journal.size();

        give(new Tick());

        assertThat(journal).hasSize(before);
    }

    @Test
    @Tag("G2")
    @Tag("W2")
    void callsAndCascadesThatAreLongOverAreForgotten() {
        spend(FIRST, 10);
        assertThat(state.ended().size()).isEqualTo(1);

        tickAfter(LedgerSettings.DEFAULT.remembers());

        assertThat(state.ended().size()).isZero();
        assertThat(state.cascades().size()).isZero();
        assertThat(state.total().spent()).isEqualTo(new Usd(10));
    }

    @Test
    @Tag("G2")
    void noMoreEstimatesWaitForACorrectionThanTheSettingsAllow() {
        var small = new LedgerRules(new LedgerSettings(
                new Usd(1_000), 1_000, Duration.ofHours(1), Duration.ofHours(24), Duration.ofDays(7), 3));
        var ledger = small.initial();
        for (int i = 0; i < 5; i++) {
            var call = new CallId("c" + i);
            var at = NOON.plusSeconds(i);
            ledger = after(small, ledger, new Reserve(call, charge("m_1"), List.of(candidate("m/l", 9)), MINUTE), at);
            ledger = after(small, ledger, new Settle(call, Usage.of(1, 0), false), at);
        }

        ledger = after(small, ledger, new Tick(), NOON.plus(Duration.ofHours(3)));

        assertThat(ledger.calls().keySet())
                .containsExactlyInAnyOrder(new CallId("c2"), new CallId("c3"), new CallId("c4"));
        assertThat(ledger.total().suspense()).isEqualTo(new Usd(3 * 8));
    }

    @Test
    @Tag("G2")
    @Tag("W2")
    void noMoreCallsAreRememberedThanTheSettingsAllowOnceNobodyCanAskAgain() {
        var small = new LedgerRules(new LedgerSettings(
                new Usd(1_000), 1_000, Duration.ofHours(1), Duration.ofHours(1), Duration.ofDays(7), 3));
        var ledger = small.initial();
        for (int i = 0; i < 10; i++) {
            var call = new CallId("c" + i);
            ledger = after(small, ledger, new Reserve(call, charge("m_1"), List.of(candidate("m/l", 1)), MINUTE), NOON);
            ledger = after(small, ledger, new Settle(call, Usage.of(1, 0), true), NOON);
        }

        ledger = after(small, ledger, new Tick(), NOON.plus(Duration.ofHours(3)));

        assertThat(ledger.ended().size()).isEqualTo(3);
        assertThat(ledger.ended().get(new CallId("c9"))).isNotNull();
    }
}
