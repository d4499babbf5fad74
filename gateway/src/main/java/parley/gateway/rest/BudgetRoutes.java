package parley.gateway.rest;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.ProblemCode;
import parley.ledger.AccountId;
import parley.ledger.AccountStanding;
import parley.ledger.Budget;
import parley.ledger.Ledger;
import parley.ledger.LedgerCommand;
import parley.ledger.LedgerReply;

/** {@code /v1/budgets}: what accounts may spend, for administrators. */
final class BudgetRoutes {
    private static final List<Integer> SOFT = List.of(50, 80, 90, 100);

    private record NewBudget(
            String limit,
            @Nullable String period,
            @Nullable String zone,
            @Nullable List<Integer> soft) {}

    private record BudgetView(
            String account,
            String limit,
            String period,
            String zone,
            List<Integer> soft,
            String limitNanoUsd,
            String spentNanoUsd,
            String heldNanoUsd,
            String suspenseNanoUsd,
            String leftNanoUsd,
            long calls,
            @Nullable Long resetsAt) {}

    private record BudgetList(List<BudgetView> budgets) {}

    private final Ledger ledger;
    private final Answers answers;

    BudgetRoutes(Ledger ledger, Answers answers) {
        this.ledger = ledger;
        this.answers = answers;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/budgets", Access.ADMINISTRATOR, this::list),
                Endpoint.get("/v1/budgets/{account}", Access.ADMINISTRATOR, this::show),
                Endpoint.put("/v1/budgets/{account}", Access.ADMINISTRATOR, this::set),
                Endpoint.delete("/v1/budgets/{account}", Access.ADMINISTRATOR, this::remove));
    }

    private HttpResponse list(Call call) {
        var page = Page.of(
                Call.answered(ledger.read()).standings(), it -> it.account().value(), call);
        var views = page.items().stream().map(BudgetRoutes::view).toList();
        return Answers.linked(call, answers.ok(new BudgetList(views)), page.next());
    }

    private HttpResponse show(Call call) {
        return answers.ok(standing(call));
    }

    private BudgetView standing(Call call) {
        return Call.answered(ledger.read())
                .standing(account(call))
                .map(BudgetRoutes::view)
                .orElseThrow(() -> Refusal.of(ProblemCode.NOT_FOUND, account(call) + " has no budget"));
    }

    private static AccountId account(Call call) {
        return new AccountId(call.path("account"));
    }

    private HttpResponse set(Call call) {
        var wanted = call.body(NewBudget.class);
        var budget = new Budget(
                Money.dollars("/limit", wanted.limit()),
                period(wanted.period()),
                zone(wanted.zone()),
                wanted.soft() == null ? SOFT : wanted.soft());
        give(new LedgerCommand.SetBudget(account(call), budget, call.identity().name()));
        return answers.ok(standing(call));
    }

    private static Budget.Period period(@Nullable String name) {
        return Arrays.stream(Budget.Period.values())
                .filter(it -> SpaceView.wire(it).equals(name == null ? "total" : name))
                .findFirst()
                .orElseThrow(() -> Refusal.at("/period", "allowed are hour, day, week, month and total"));
    }

    private static ZoneId zone(@Nullable String name) {
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw Refusal.at("/zone", "names of time zones are allowed, such as Europe/Berlin or UTC");
        }
    }

    private HttpResponse remove(Call call) {
        give(new LedgerCommand.RemoveBudget(account(call), call.identity().name()));
        return Answers.done();
    }

    private void give(LedgerCommand command) {
        if (Call.answered(ledger.ask(command)) instanceof LedgerReply.Refused(var refusal, var detail)) {
            var unknown = refusal == LedgerReply.Refusal.NO_SUCH_BUDGET;
            throw Refusal.of(unknown ? ProblemCode.NOT_FOUND : ProblemCode.INVALID, detail);
        }
    }

    private static BudgetView view(AccountStanding standing) {
        var budget = standing.budget();
        var balance = standing.balance();
        return new BudgetView(
                standing.account().value(),
                Money.dollars(budget.limit()),
                SpaceView.wire(budget.period()),
                budget.zone().getId().equals("Z") ? "UTC" : budget.zone().getId(),
                budget.soft(),
                Money.nano(budget.limit()),
                Money.nano(balance.spent()),
                Money.nano(balance.held()),
                Money.nano(balance.suspense()),
                Money.nano(standing.left()),
                balance.calls(),
                Times.millis(standing.window().end()));
    }
}
