package parley.gateway.rest;

import java.time.Instant;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;
import parley.agent.Agents;
import parley.ledger.AccountId;
import parley.ledger.CostReport;
import parley.ledger.CostReport.AgentCost;
import parley.ledger.Ledger;
import parley.money.Usd;

/** {@code /v1/spaces/{space}/spending}: what its members may know of the money that is spent in a space. */
final class SpendingRoutes {

    private record Cost(String agent, String spentNanoUsd) {
        static Cost of(AgentCost cost) {
            return new Cost(cost.agent(), Money.nano(cost.spent()));
        }
    }

    /**
     * What is spent in a space, and the budgets of its agents.
     *
     * @param limitNanoUsd null where the space has no budget
     * @param leftNanoUsd what its calls may still cost; less than the limit by what was spent since the limit was set
     * @param period of the budget; null where the space has none, so that all counts that was ever spent
     * @param spentNanoUsd in that period, a moment behind
     * @param costs the same by agent, those that have left included
     * @param agents those that are members
     */
    private record Spending(
            @Nullable String limitNanoUsd,
            @Nullable String leftNanoUsd,
            @Nullable String period,
            String spentNanoUsd,
            List<Cost> costs,
            List<AgentView> agents) {}

    private final Agents agents;
    private final Ledger ledger;
    private final CostReport report;
    private final Answers answers;

    SpendingRoutes(Agents agents, Ledger ledger, CostReport report, Answers answers) {
        this.agents = agents;
        this.ledger = ledger;
        this.report = report;
        this.answers = answers;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/v1/spaces/{space}/spending", Access.MEMBER, this::show));
    }

    private HttpResponse show(Call call) {
        var standings = Call.answered(ledger.read());
        var members = call.space().members().keySet();
        var views = Call.await(agents.all()).stream()
                .filter(agent -> members.contains(agent.id()))
                .map(agent -> AgentView.of(agent, call.identity(), standings))
                .toList();
        var space = call.spaceId().value();
        var standing = standings.standing(AccountId.space(space));
        var since = standing.map(it -> it.window().start()).orElse(Instant.EPOCH);
        var costs = Call.await(report.spentIn(space, since));
        return answers.ok(new Spending(
                standing.map(it -> Money.nano(it.budget().limit())).orElse(null),
                standing.map(it -> Money.nano(it.left())).orElse(null),
                standing.map(it -> SpaceView.wire(it.budget().period())).orElse(null),
                Money.nano(costs.stream().map(AgentCost::spent).reduce(Usd.ZERO, Usd::plus)),
                costs.stream().map(Cost::of).toList(),
                views));
    }
}
