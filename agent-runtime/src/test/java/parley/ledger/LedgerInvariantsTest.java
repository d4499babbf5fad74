package parley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import parley.entity.Decider;
import parley.ledger.Budget.Period;
import parley.ledger.LedgerCommand.SetBudget;
import parley.ledger.LedgerEvent.BudgetSet;
import parley.ledger.LedgerEvent.Corrected;
import parley.ledger.LedgerEvent.Overdraft;
import parley.ledger.LedgerEvent.Provisional;
import parley.ledger.LedgerEvent.Released;
import parley.ledger.LedgerEvent.Reserved;
import parley.ledger.LedgerEvent.Settled;
import parley.ledger.LedgerReply.Exhausted;
import parley.ledger.LedgerWorld.Step;
import parley.ledger.OpenCall.Stage;
import parley.money.Usd;

/**
 * Whatever agents, administrators, clocks and crashes do, the books stay right. Each invariant is asserted by itself.
 */
class LedgerInvariantsTest {

    private static final int RUNS = 20;
    private static final int STEPS = 1_500;
    private static final long ORGANISATION_LIMIT = 1_500;

    private final LedgerRules rules = new LedgerRules(LedgerWorld.SETTINGS);

    @Test
    void everyGrantLeavesEveryLimitCovered() {
        everyStep(true, (world, step) -> {
            var state = step.before();
            var overdrawn = step.events().stream().anyMatch(Overdraft.class::isInstance);
            for (var event : step.events()) {
                var before = state;
                state = rules.evolve(state, event);
                for (var standing : state.accounts().values()) {
                    if (standing.left().nano() < 0 && mustCover(before, event, standing.account(), overdrawn)) {
                        throw new AssertionError("%s after %s".formatted(standing, event));
                    }
                }
            }
        });
    }

    /**
     * A limit is exceeded only by an administrator who lowers it, or by an overdraft that is shown; and then nothing
     * more is granted.
     */
    private static boolean mustCover(LedgerState before, LedgerEvent event, AccountId account, boolean overdrawn) {
        if (event instanceof Reserved reserved && reserved.charge().accounts().contains(account)) {
            return true;
        }
        var known = before.accounts().get(account);
        var wasCovered = known == null || known.left().nano() >= 0;
        return wasCovered && !overdrawn && !(event instanceof BudgetSet);
    }

    @Test
    void everyCascadeStaysWithinItsLimits() {
        everyStep(
                false,
                (world, _) -> world.state.cascades().entries().values().forEach(entry -> {
                    var balance = entry.value().balance();
                    if (balance.used().compareTo(LedgerWorld.SETTINGS.cascadeLimit()) > 0
                            || balance.calls() > LedgerWorld.SETTINGS.cascadeCalls()) {
                        throw new AssertionError(balance);
                    }
                }));
    }

    @Test
    void providersNeverChargeMoreThanTheLimit() {
        everyStep(false, (world, _) -> assertThat(world.charged()).isLessThanOrEqualTo(ORGANISATION_LIMIT));
    }

    @Test
    void theAccountsOfEveryDimensionAddUpToTheOrganisation() {
        everyStep(false, (world, _) -> {
            var sums = new HashMap<String, Balance>();
            world.state
                    .accounts()
                    .values()
                    .forEach(standing -> sums.merge(standing.account().dimension(), standing.balance(), Balance::plus));

            assertThat(sums.keySet()).containsExactlyInAnyOrder("org", "user", "agent", "space");
            assertThat(sums.values()).allMatch(world.state.total()::equals);
        });
    }

    @Test
    void openHoldsAddUpToWhatIsHeld() {
        everyStep(true, (world, _) -> {
            var held = world.state.calls().values().stream()
                    .filter(call -> call.stage() == Stage.HELD)
                    .map(OpenCall::held)
                    .reduce(Usd.ZERO, Usd::plus);

            assertThat(world.state.total().held()).isEqualTo(held);
        });
    }

    @Test
    void everyCallEndsOnceAndIsCorrectedOncePerSource() {
        for (int seed = 0; seed < RUNS; seed++) {
            var world = world(seed, rules, true);
            for (int i = 0; i < STEPS; i++) {
                world.step();
            }
            var begun = new HashSet<CallId>();
            var ended = new HashSet<CallId>();
            var corrected = new HashSet<String>();
            for (var event : world.journal) {
                switch (event) {
                    case Reserved of ->
                        assertThat(begun.add(of.call())).as("%s", of).isTrue();
                    case Settled of ->
                        assertThat(ended.add(of.call())).as("%s", of).isTrue();
                    case Released of ->
                        assertThat(ended.add(of.call())).as("%s", of).isTrue();
                    case Provisional of ->
                        assertThat(ended.add(of.call())).as("%s", of).isTrue();
                    case Corrected of ->
                        assertThat(corrected.add(of.call() + "/" + of.exact()))
                                .as("%s", of)
                                .isTrue();
                    case LedgerEvent.BudgetSet _, LedgerEvent.BudgetRemoved _, LedgerEvent.WindowClosed _ -> {}
                    case LedgerEvent.ThresholdCrossed _, LedgerEvent.Forgotten _, LedgerEvent.Concluded _ -> {}
                    case Overdraft _ -> {}
                }
            }
            assertThat(begun).containsAll(ended);
            assertThat(corrected).isNotEmpty();
        }
    }

    @Test
    void noBalanceIsEverNegativeAndNoCorrectionTakesMoreThanWasKept() {
        everyStep(true, (world, step) -> {
            notNegative(world.state.total());
            world.state.accounts().values().forEach(standing -> notNegative(standing.balance()));
            world.state
                    .cascades()
                    .entries()
                    .values()
                    .forEach(entry -> notNegative(entry.value().balance()));
            if (step.events().stream().anyMatch(Corrected.class::isInstance)
                    && step.events().stream().noneMatch(Overdraft.class::isInstance)) {
                assertThat(world.state.total().used())
                        .isLessThanOrEqualTo(step.before().total().used());
            }
        });
    }

    @Test
    void theJournalReplayedFromAnyPointIsTheState() {
        for (int seed = 0; seed < RUNS; seed++) {
            var world = world(seed, rules, true);
            var random = new SplittableRandom(seed);
            var snapshot = world.state;
            for (int i = 0; i < STEPS; i++) {
                world.step();
                if (random.nextInt(60) == 0) {
                    assertThat(replay(snapshot, world.journal)).isEqualTo(world.state);
                    snapshot = world.state;
                }
            }
            assertThat(replay(rules.initial(), world.journal)).isEqualTo(world.state);
            assertThat(world.state.seq()).isEqualTo(world.journal.size());
        }
    }

    @Test
    void aCommandGivenTwiceHasTheEffectOfOnce() {
        everyStep(true, (world, step) -> {
            var again = world.give(step.command());
            assertThat(again.events()).as("%s", step.command()).isEmpty();
        });
    }

    @Test
    void everyBookedCostCanBeComputedAgain() {
        everyStep(true, (world, step) -> {
            for (var event : step.events()) {
                if (event instanceof Settled settled) {
                    assertThat(settled.prices().cost(settled.usage())).isEqualTo(settled.amount());
                }
                if (event instanceof Corrected corrected) {
                    assertThat(corrected.prices().cost(corrected.usage())).isEqualTo(corrected.amount());
                }
            }
        });
    }

    @Test
    void noCallIsRefusedThatWhatIsLeftWouldCover() {
        var refused = new AtomicInteger();
        everyStep(true, (world, step) -> {
            if (step.reply() instanceof Exhausted exhausted
                    && step.command() instanceof LedgerCommand.Reserve reserve) {
                refused.incrementAndGet();
                assertThat(reserve.candidates())
                        .allMatch(candidate -> candidate.worstCase().compareTo(exhausted.left()) > 0);
            }
        });
        assertThat(refused).hasPositiveValue();
    }

    /**
     * Shows that the tests above can fail: a ledger that frees expired holds, as if the calls had not been made,
     * overspends.
     */
    @Test
    void aLedgerThatReleasesExpiredHoldsOverspends() {
        var highest = 0L;
        for (int seed = 0; seed < RUNS; seed++) {
            var world = world(seed, new ReleasesExpiredHolds(rules), false);
            for (int i = 0; i < STEPS; i++) {
                world.step();
            }
            highest = Math.max(highest, world.charged());
        }

        assertThat(highest).isGreaterThan(ORGANISATION_LIMIT);
    }

    private interface Check {

        void after(LedgerWorld world, Step step);
    }

    private void everyStep(boolean limitsChange, Check check) {
        for (int seed = 0; seed < RUNS; seed++) {
            var world = world(seed, rules, limitsChange);
            for (int i = 0; i < STEPS; i++) {
                check.after(world, world.step());
            }
            assertThat(world.journal.size()).isGreaterThan(STEPS / 15);
        }
    }

    /** Every account has a limit; where limits do not change, only the organisation's is tight. */
    private static LedgerWorld world(
            long seed, Decider<LedgerState, LedgerCommand, LedgerEvent, LedgerReply> rules, boolean limitsChange) {
        var world = new LedgerWorld(seed, rules, limitsChange);
        Consumer<AccountId> limit = account -> world.give(new SetBudget(
                account, new Budget(new Usd(ORGANISATION_LIMIT), Period.TOTAL, ZoneOffset.UTC, List.of(50)), "root"));
        LedgerWorld.accounts().forEach(limit);
        return world;
    }

    private LedgerState replay(LedgerState from, List<LedgerEvent> journal) {
        var state = from;
        for (var event : journal.subList(Math.toIntExact(from.seq()), journal.size())) {
            state = rules.evolve(state, event);
        }
        return state;
    }

    private static void notNegative(Balance balance) {
        var least = Math.min(
                Math.min(balance.spent().nano(), balance.held().nano()),
                Math.min(balance.suspense().nano(), balance.calls()));
        if (least < 0) {
            throw new AssertionError(balance);
        }
    }
}
