package parley.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import parley.ledger.Budget.Period;
import parley.ledger.LedgerCommand.Reserve;
import parley.ledger.LedgerCommand.SetBudget;
import parley.ledger.LedgerCommand.Settle;
import parley.ledger.LedgerCommand.Tick;
import parley.ledger.LedgerReply.Refused;
import parley.money.Usd;

/** A ledger that is told what happens, one command after the other, and remembers every event. */
abstract class LedgerStory {

    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final Duration MINUTE = Duration.ofMinutes(1);
    /** One token costs one nano-dollar, so amounts and tokens are the same numbers. */
    static final UnitPrices ONE_PER_TOKEN = UnitPrices.of("v1", new Usd(1_000_000), new Usd(1_000_000));

    static final AccountId ADA = AccountId.user("u_ada");
    static final CallId FIRST = new CallId("sp/t_1/1/1");
    static final CallId SECOND = new CallId("sp/t_1/2/1");

    final LedgerRules rules = new LedgerRules(LedgerSettings.DEFAULT);
    final List<LedgerEvent> journal = new ArrayList<>();
    LedgerState state = rules.initial();
    Instant now = NOON;

    static LedgerState after(LedgerRules rules, LedgerState state, LedgerCommand command, Instant at) {
        var next = state;
        for (var event : rules.decide(state, command, at).events()) {
            next = rules.evolve(next, event);
        }
        return next;
    }

    LedgerReply give(LedgerCommand command) {
        var decision = rules.decide(state, command, now);
        journal.addAll(decision.events());
        state = after(rules, state, command, now);
        return decision.reply();
    }

    LedgerReply reserve(CallId call, long worstCase) {
        return give(new Reserve(call, charge("m_1"), List.of(candidate("m/large", worstCase)), MINUTE));
    }

    LedgerReply settle(CallId call, long tokens, boolean exact) {
        return give(new Settle(call, Usage.of(tokens, 0), exact));
    }

    void spend(CallId call, long amount) {
        reserve(call, amount);
        settle(call, amount, true);
    }

    void tickAfter(Duration time) {
        now = now.plus(time).plusMillis(1);
        give(new Tick());
    }

    void limit(AccountId account, long limit) {
        give(new SetBudget(account, new Budget(new Usd(limit), Period.TOTAL, ZoneOffset.UTC, List.of()), "root"));
    }

    String refusalOf(AccountId account, Budget budget) {
        return ((Refused) give(new SetBudget(account, budget, "root"))).detail();
    }

    AccountStanding standing(AccountId account) {
        return state.standing(account).orElseThrow();
    }

    <T extends LedgerEvent> T last(Class<T> type) {
        return journal.reversed().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    static Candidate candidate(String model, long worstCase) {
        return new Candidate(model, new Usd(worstCase), ONE_PER_TOKEN);
    }

    static Charge charge(String root) {
        return new Charge("sp", "t_1", "a_jarvis", "u_ada", root, root);
    }
}
