package parley.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import parley.entity.Decider;
import parley.ledger.Budget.Period;
import parley.ledger.LedgerCommand.Release;
import parley.ledger.LedgerCommand.RemoveBudget;
import parley.ledger.LedgerCommand.Reserve;
import parley.ledger.LedgerCommand.SetBudget;
import parley.ledger.LedgerCommand.Settle;
import parley.ledger.LedgerCommand.Tick;
import parley.ledger.LedgerReply.Granted;
import parley.money.Usd;

/**
 * Agents that call models, administrators that change limits, a clock that jumps and a ledger that crashes: every step
 * is one command, taken from a seed. Knows what providers really charge, whatever the ledger believes.
 */
final class LedgerWorld {

    /** One token costs one nano-dollar. */
    static final UnitPrices ONE_PER_TOKEN = UnitPrices.of("v1", new Usd(1_000_000), new Usd(1_000_000));

    static final LedgerSettings SETTINGS =
            new LedgerSettings(new Usd(400), 12, Duration.ofMinutes(10), Duration.ofHours(2), Duration.ofDays(3), 200);

    private static final List<String> USERS = List.of("u_ada", "u_bob", "none");
    private static final List<String> AGENTS = List.of("a_jarvis", "a_alice");
    private static final List<String> SPACES = List.of("sp_a", "sp_b");
    private static final List<String> ZONES = List.of("UTC", "Europe/Berlin", "Asia/Kolkata");
    private static final List<Period> PERIODS = List.of(Period.values());
    private static final int ROOTS = 7;
    private static final int CALLS = 40;
    private static final int LIMIT_MAX = 3_000;
    private static final int WORST_CASE = 60;

    private final SplittableRandom random;
    private final Decider<LedgerState, LedgerCommand, LedgerEvent, LedgerReply> rules;
    private final boolean limitsChange;
    private final Map<CallId, Long> granted = new HashMap<>();
    private final Map<CallId, Long> charged = new HashMap<>();
    private Instant now = Instant.parse("2026-10-24T20:00:00Z");
    private int firstCall;

    final List<LedgerEvent> journal = new ArrayList<>();
    LedgerState state;

    LedgerWorld(long seed, Decider<LedgerState, LedgerCommand, LedgerEvent, LedgerReply> rules, boolean limitsChange) {
        random = new SplittableRandom(seed);
        this.rules = rules;
        this.limitsChange = limitsChange;
        state = rules.initial();
    }

    /** What one command did. */
    record Step(LedgerCommand command, LedgerState before, List<LedgerEvent> events, LedgerReply reply) {}

    Step give(LedgerCommand command) {
        var before = state;
        var decision = rules.decide(state, command, now);
        for (var event : decision.events()) {
            state = rules.evolve(state, event);
        }
        journal.addAll(decision.events());
        if (decision.reply() instanceof Granted answer) {
            granted.putIfAbsent(answer.call(), answer.held().nano());
        }
        return new Step(command, before, decision.events(), decision.reply());
    }

    /** One more command; now and then the ledger dies before it has stored it, and nothing happened. */
    Step step() {
        now = now.plusMillis(random.nextInt(30_000));
        if (random.nextInt(200) == 0) {
            now = now.plus(Duration.ofMinutes(random.nextInt(200)));
        }
        if (random.nextInt(500) == 0) {
            now = now.minus(Duration.ofMinutes(random.nextInt(30)));
        }
        var command = command();
        if (random.nextInt(40) == 0) {
            var _ = rules.decide(state, command, now);
        }
        return give(command);
    }

    /** What providers have charged for all calls they got. */
    long charged() {
        return charged.values().stream().mapToLong(Long::longValue).sum();
    }

    private LedgerCommand command() {
        var choice = random.nextInt(100);
        if (choice < 45) {
            return reserve();
        }
        if (choice < 80) {
            return settle();
        }
        if (choice < 88) {
            return release();
        }
        if (choice < 96 || !limitsChange) {
            return new Tick();
        }
        return budget();
    }

    /** A few ids are in use at a time, so most commands are about calls that others were about before. */
    private CallId call() {
        if (random.nextInt(2) == 0) {
            firstCall++;
        }
        return new CallId("c" + (firstCall + random.nextInt(CALLS)));
    }

    private Reserve reserve() {
        var call = call();
        var of = new SplittableRandom(call.value().hashCode());
        var user = USERS.get(of.nextInt(USERS.size()));
        var root = "m_" + of.nextInt(ROOTS) + "_" + firstCall / (CALLS * 2);
        var charge = new Charge(
                SPACES.get(of.nextInt(SPACES.size())),
                "t_1",
                AGENTS.get(of.nextInt(AGENTS.size())),
                user.equals("none") ? null : user,
                root,
                root);
        var candidates = new ArrayList<Candidate>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            candidates.add(new Candidate("m/" + i, new Usd(1 + random.nextInt(WORST_CASE)), ONE_PER_TOKEN));
        }
        return new Reserve(call, charge, candidates, Duration.ofMillis(random.nextInt(1_200_000)));
    }

    /** The provider charges once for a call, and the agent tells that charge again whenever it settles again. */
    private LedgerCommand settle() {
        var call = call();
        var held = granted.get(call);
        if (held == null) {
            return new Settle(call, Usage.of(1, 1), true);
        }
        var most = limitsChange && random.nextInt(50) == 0 ? held * 2 : held;
        var cost = charged.computeIfAbsent(call, _ -> random.nextLong(most + 1));
        if (cost == 0) {
            return new Release(call);
        }
        return random.nextInt(4) > 0
                ? new Settle(call, Usage.of(cost / 2, cost - cost / 2), true)
                : new Settle(call, Usage.of(Math.max(cost, random.nextLong(held + 1)), 0), false);
    }

    /** Only what costs nothing is released. */
    private LedgerCommand release() {
        var call = call();
        var free = !granted.containsKey(call) || charged.computeIfAbsent(call, _ -> 0L) == 0;
        return free ? new Release(call) : new Tick();
    }

    private LedgerCommand budget() {
        var account = accounts().get(random.nextInt(accounts().size()));
        if (random.nextInt(3) == 0) {
            return new RemoveBudget(account, "root");
        }
        var period = PERIODS.get(random.nextInt(PERIODS.size()));
        var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        return new SetBudget(
                account, new Budget(new Usd(200 + random.nextInt(LIMIT_MAX)), period, zone, List.of(50, 80)), "root");
    }

    /** Every account that calls of this world are booked on, without the cascades. */
    static List<AccountId> accounts() {
        var all = new ArrayList<AccountId>();
        all.add(AccountId.ORG);
        USERS.forEach(user -> all.add(AccountId.user(user)));
        AGENTS.forEach(agent -> all.add(AccountId.agent(agent)));
        SPACES.forEach(space -> all.add(AccountId.space(space)));
        return all;
    }
}
