package parley.gateway.rest;

import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;
import parley.agent.Agents;
import parley.ledger.AccountId;
import parley.ledger.Ledger;

/** {@code /v1/spaces/{space}/spending}: what its members may know of the money that is spent in a space. */
final class SpendingRoutes {

    /**
     * The budget of a space and those of its agents.
     *
     * @param limitNanoUsd null where the space has no budget
     * @param spentNanoUsd in the budget's current period; null where the space has no budget
     */
    private record Spending(
            @Nullable String limitNanoUsd,
            @Nullable String spentNanoUsd,
            @Nullable String period,
            List<AgentView> agents) {}

    private final Agents agents;
    private final Ledger ledger;
    private final Answers answers;

    SpendingRoutes(Agents agents, Ledger ledger, Answers answers) {
        this.agents = agents;
        this.ledger = ledger;
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
        var standing = standings.standing(AccountId.space(call.spaceId().value()));
        return answers.ok(new Spending(
                standing.map(it -> Money.nano(it.budget().limit())).orElse(null),
                standing.map(it -> Money.nano(it.balance().spent())).orElse(null),
                standing.map(it -> SpaceView.wire(it.budget().period())).orElse(null),
                views));
    }
}
