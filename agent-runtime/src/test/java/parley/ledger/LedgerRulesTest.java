package parley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.ledger.Budget.Period;
import parley.ledger.LedgerCommand.Release;
import parley.ledger.LedgerCommand.RemoveBudget;
import parley.ledger.LedgerCommand.Reserve;
import parley.ledger.LedgerCommand.SetBudget;
import parley.ledger.LedgerCommand.Settle;
import parley.ledger.LedgerCommand.Tick;
import parley.ledger.LedgerEvent.Concluded;
import parley.ledger.LedgerEvent.Corrected;
import parley.ledger.LedgerEvent.Overdraft;
import parley.ledger.LedgerEvent.Provisional;
import parley.ledger.LedgerEvent.Settled;
import parley.ledger.LedgerEvent.ThresholdCrossed;
import parley.ledger.LedgerEvent.WindowClosed;
import parley.ledger.LedgerReply.Booked;
import parley.ledger.LedgerReply.Busy;
import parley.ledger.LedgerReply.Done;
import parley.ledger.LedgerReply.Exhausted;
import parley.ledger.LedgerReply.Granted;
import parley.ledger.LedgerReply.Refusal;
import parley.ledger.LedgerReply.Refused;
import parley.money.Usd;

/** No call is made that a limit does not cover, and no cost is lost, doubled or hidden. */
class LedgerRulesTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** One token costs one nano-dollar, so amounts and tokens are the same numbers. */
    private static final UnitPrices ONE_PER_TOKEN = UnitPrices.of("v1", new Usd(1_000_000), new Usd(1_000_000));

    private static final AccountId ADA = AccountId.user("u_ada");
    private static final CallId FIRST = new CallId("sp/t_1/1/1");
    private static final CallId SECOND = new CallId("sp/t_1/2/1");

    private final LedgerRules rules = new LedgerRules(LedgerSettings.DEFAULT);
    private final List<LedgerEvent> journal = new ArrayList<>();
    private LedgerState state = rules.initial();
    private Instant now = NOON;

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

        assertThat(reply).isInstanceOfSatisfying(Granted.class, granted -> assertThat(granted.model())
                .isEqualTo("m/middle"));
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

        assertThat(again)
                .isEqualTo(new Granted(FIRST, first.model(), first.held(), "v1", first.expiresAt(), true));
        assertThat(state.total().held()).isEqualTo(new Usd(10));
    }

    @Test
    void aCallThatHasEndedIsNotReservedAgain() {
        reserve(FIRST, 10);
        settle(FIRST, 3, true);

        assertThat(reserve(FIRST, 10)).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.refusal())
                .isEqualTo(Refusal.CALL_ENDED));
    }

    @Test
    void aModelWithoutAPriceIsRefusedUnlessItIsSaidToBeFree() {
        var unpriced = new Candidate("m/x", Usd.ZERO, UnitPrices.of("v1", Usd.ZERO, Usd.ZERO));
        var free = new Candidate("m/y", Usd.ZERO, UnitPrices.free("v1"));

        assertThat(give(new Reserve(FIRST, charge("m_1"), List.of(unpriced), MINUTE)))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.refusal())
                        .isEqualTo(Refusal.PRICE_UNKNOWN));
        assertThat(give(new Reserve(FIRST, charge("m_1"), List.of(unpriced, free), MINUTE)))
                .isInstanceOf(Granted.class);
        assertThat(give(new Reserve(SECOND, charge("m_1"), List.of(), MINUTE)))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.refusal())
                        .isEqualTo(Refusal.NO_CANDIDATE));
    }

    @Test
    void aFreeModelIsNotStoppedByASpentBudget() {
        limit(AccountId.ORG, 0);

        var reply = give(new Reserve(
                FIRST, charge("m_1"), List.of(new Candidate("m/y", Usd.ZERO, UnitPrices.free("v1"))), MINUTE));

        assertThat(reply).isInstanceOf(Granted.class);
    }

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
        assertThat(settle(FIRST, 5, true)).isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                        refused.refusal())
                .isEqualTo(Refusal.CALL_ENDED));
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
        assertThat(give(new RemoveBudget(ADA, "root"))).isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                        refused.refusal())
                .isEqualTo(Refusal.NO_SUCH_BUDGET));
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
    @Tag("W2")
    void noMoreCallsAreRememberedThanTheSettingsAllowOnceNobodyCanAskAgain() {
        var small = new LedgerRules(new LedgerSettings(
                new Usd(1_000), 1_000, Duration.ofHours(1), Duration.ofHours(1), Duration.ofDays(7), 3));
        var ledger = small.initial();
        for (int i = 0; i < 10; i++) {
            var call = new CallId("c" + i);
            ledger = after(
                    small, ledger, new Reserve(call, charge("m_1"), List.of(candidate("m/l", 1)), MINUTE), NOON);
            ledger = after(small, ledger, new Settle(call, Usage.of(1, 0), true), NOON);
        }

        ledger = after(small, ledger, new Tick(), NOON.plus(Duration.ofHours(3)));

        assertThat(ledger.ended().size()).isEqualTo(3);
        assertThat(ledger.ended().get(new CallId("c9"))).isNotNull();
    }

    private static LedgerState after(LedgerRules rules, LedgerState state, LedgerCommand command, Instant at) {
        var next = state;
        for (var event : rules.decide(state, command, at).events()) {
            next = rules.evolve(next, event);
        }
        return next;
    }

    private LedgerReply give(LedgerCommand command) {
        var decision = rules.decide(state, command, now);
        journal.addAll(decision.events());
        state = after(rules, state, command, now);
        return decision.reply();
    }

    private LedgerReply reserve(CallId call, long worstCase) {
        return give(new Reserve(call, charge("m_1"), List.of(candidate("m/large", worstCase)), MINUTE));
    }

    private LedgerReply settle(CallId call, long tokens, boolean exact) {
        return give(new Settle(call, Usage.of(tokens, 0), exact));
    }

    private void spend(CallId call, long amount) {
        reserve(call, amount);
        settle(call, amount, true);
    }

    private void tickAfter(Duration time) {
        now = now.plus(time).plusMillis(1);
        give(new Tick());
    }

    private void limit(AccountId account, long limit) {
        give(new SetBudget(account, new Budget(new Usd(limit), Period.TOTAL, ZoneOffset.UTC, List.of()), "root"));
    }

    private String refusalOf(AccountId account, Budget budget) {
        return ((Refused) give(new SetBudget(account, budget, "root"))).detail();
    }

    private AccountStanding standing(AccountId account) {
        return state.standing(account).orElseThrow();
    }

    private <T extends LedgerEvent> T last(Class<T> type) {
        return journal.reversed().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Candidate candidate(String model, long worstCase) {
        return new Candidate(model, new Usd(worstCase), ONE_PER_TOKEN);
    }

    private static Charge charge(String root) {
        return new Charge("sp", "t_1", "a_jarvis", "u_ada", root, root);
    }
}
