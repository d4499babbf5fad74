package parley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.ledger.Budget.Period;
import parley.ledger.LedgerCommand.Release;
import parley.ledger.LedgerCommand.Reserve;
import parley.ledger.LedgerCommand.SetBudget;
import parley.ledger.LedgerReply.Busy;
import parley.ledger.LedgerReply.Exhausted;
import parley.ledger.LedgerReply.Granted;
import parley.ledger.LedgerReply.Refusal;
import parley.ledger.LedgerReply.Refused;
import parley.money.Usd;

/** No call is granted that a limit does not cover, and a refusal says what is in the way. */
class LedgerGrantsTest extends LedgerStory {

    @Test
    void aCallIsGrantedWhenEveryLimitCoversItsWorstCase() {
        limit(AccountId.ORG, 100);
        limit(ADA, 50);

        var reply = reserve(FIRST, 50);

        assertThat(reply).isEqualTo(new Granted(FIRST, "m/large", new Usd(50), "v1", NOON.plus(MINUTE), false));
        assertThat(standing(ADA).left()).isEqualTo(Usd.ZERO);
        assertThat(standing(AccountId.ORG).left()).isEqualTo(new Usd(50));
    }

    @Test
    void theFirstCandidateThatFitsIsTaken() {
        limit(AccountId.ORG, 30);

        var reply = give(new Reserve(
                FIRST,
                charge("m_1"),
                List.of(candidate("m/large", 31), candidate("m/middle", 30), candidate("m/small", 1)),
                MINUTE));

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Granted.class, granted -> assertThat(granted.model()).isEqualTo("m/middle"));
    }

    @Test
    void aCallThatNoLimitCoversIsToldHowMuchIsLeftAndUntilWhen() {
        give(new SetBudget(ADA, new Budget(new Usd(40), Period.DAY, ZoneOffset.UTC, List.of()), "root"));

        assertThat(reserve(FIRST, 41))
                .isEqualTo(new Exhausted(ADA, new Usd(40), Instant.parse("2026-11-22T00:00:00Z")));
        assertThat(state.calls()).isEmpty();
    }

    @Test
    void aCallThatOnlyOtherHoldsKeepOutIsToldToWait() {
        limit(ADA, 40);
        reserve(FIRST, 30);

        assertThat(reserve(SECOND, 20)).isEqualTo(new Busy(ADA));
        assertThat(reserve(SECOND, 41)).isEqualTo(new Exhausted(ADA, new Usd(10), null));
    }

    @Test
    void aRefusalStoresNothing() {
        limit(ADA, 40);
        var before = journal.size();

        reserve(FIRST, 41);

        assertThat(journal).hasSize(before);
    }

    @Test
    void theSameCallReservedAgainHearsItsEarlierGrant() {
        var first = (Granted) reserve(FIRST, 10);
        now = now.plusSeconds(5);

        var again = (Granted) reserve(FIRST, 99);

        assertThat(again).isEqualTo(new Granted(FIRST, first.model(), first.held(), "v1", first.expiresAt(), true));
        assertThat(state.total().held()).isEqualTo(new Usd(10));
    }

    @Test
    void aCallThatHasEndedIsNotReservedAgain() {
        reserve(FIRST, 10);
        settle(FIRST, 3, true);

        assertThat(reserve(FIRST, 10))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.CALL_ENDED));
    }

    @Test
    void aModelWithoutAPriceIsRefusedUnlessItIsSaidToBeFree() {
        var unpriced = new Candidate("m/x", Usd.ZERO, UnitPrices.of("v1", Usd.ZERO, Usd.ZERO));
        var free = new Candidate("m/y", Usd.ZERO, UnitPrices.free("v1"));

        assertThat(give(new Reserve(FIRST, charge("m_1"), List.of(unpriced), MINUTE)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.PRICE_UNKNOWN));
        assertThat(give(new Reserve(FIRST, charge("m_1"), List.of(unpriced, free), MINUTE)))
                .isInstanceOf(Granted.class);
        assertThat(give(new Reserve(SECOND, charge("m_1"), List.of(), MINUTE)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.NO_CANDIDATE));
    }

    @Test
    void aFreeModelIsNotStoppedByASpentBudget() {
        limit(AccountId.ORG, 0);

        var reply = give(new Reserve(
                FIRST, charge("m_1"), List.of(new Candidate("m/y", Usd.ZERO, UnitPrices.free("v1"))), MINUTE));

        assertThat(reply).isInstanceOf(Granted.class);
    }

    @Test
    @Tag("T3")
    void allCallsUnderOneRootTogetherStayBelowTheCascadeLimit() {
        var limit = LedgerSettings.DEFAULT.cascadeLimit().nano();

        assertThat(reserve(FIRST, limit)).isInstanceOf(Granted.class);
        settle(FIRST, limit, true);

        assertThat(reserve(SECOND, 1)).isEqualTo(new Exhausted(AccountId.cascade("sp", "m_1"), Usd.ZERO, null));
        assertThat(give(new Reserve(SECOND, charge("m_2"), List.of(candidate("m/large", 1)), MINUTE)))
                .isInstanceOf(Granted.class);
    }

    @Test
    @Tag("T3")
    void oneRootCausesSoManyCallsAndNoMore() {
        for (int i = 0; i < LedgerSettings.DEFAULT.cascadeCalls(); i++) {
            var call = new CallId("sp/t_2/" + i + "/1");
            assertThat(reserve(call, 1)).isInstanceOf(Granted.class);
            settle(call, 1, true);
        }

        assertThat(reserve(SECOND, 1)).isInstanceOf(Exhausted.class);
    }

    @Test
    void aReleasedCallDoesNotCountAsOneOfItsRoot() {
        for (int i = 0; i <= LedgerSettings.DEFAULT.cascadeCalls(); i++) {
            var call = new CallId("sp/t_2/" + i + "/1");
            assertThat(reserve(call, 1)).isInstanceOf(Granted.class);
            give(new Release(call));
        }
    }
}
