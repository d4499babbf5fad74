package parley.agent;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import parley.ledger.AccountId;
import parley.ledger.Budget;
import parley.ledger.Budget.Period;
import parley.money.Usd;

/** The limits of a new installation: enough for a busy day, and no more than anybody would mind. */
public final class DefaultBudgets {

    private static final Usd ORG_PER_MONTH = new Usd(50_000_000_000L);
    private static final Usd AGENT_PER_DAY = new Usd(2_000_000_000L);
    private static final List<Integer> SOFT = List.of(50, 80, 100);

    private DefaultBudgets() {}

    /** One for all calls together and one for each of the agents, in the time of {@code zone}. */
    public static Map<AccountId, Budget> in(ZoneId zone) {
        var budgets = new LinkedHashMap<AccountId, Budget>();
        budgets.put(AccountId.ORG, new Budget(ORG_PER_MONTH, Period.MONTH, zone, SOFT));
        DefaultAgents.all()
                .forEach(agent -> budgets.put(
                        AccountId.agent(agent.id().value()), new Budget(AGENT_PER_DAY, Period.DAY, zone, SOFT)));
        return budgets;
    }
}
