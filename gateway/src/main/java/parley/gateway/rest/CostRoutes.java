package parley.gateway.rest;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.ProblemCode;
import parley.ledger.CallId;
import parley.ledger.CostReport;
import parley.ledger.CostReport.Dimension;

/** {@code /v1/costs}: what calls have cost, for administrators; as JSON, or the same rows as comma-separated values. */
final class CostRoutes {
    private static final int PAGE = 50;
    private static final int PAGE_MAX = 500;
    private static final int EXPORT_MAX = 50_000;
    private static final int EXPORT_CREDITS = 10;

    private record SummaryView(
            String spentNanoUsd,
            String heldNanoUsd,
            String suspenseNanoUsd,
            long calls,
            long estimatedCalls,
            long unpricedCalls,
            long tokensIn,
            long tokensOut) {
        static SummaryView of(CostReport.Summary sums) {
            return new SummaryView(
                    Money.nano(sums.spent()),
                    Money.nano(sums.held()),
                    Money.nano(sums.suspense()),
                    sums.calls(),
                    sums.estimatedCalls(),
                    sums.unpricedCalls(),
                    sums.tokensIn(),
                    sums.tokensOut());
        }
    }

    private record BarView(String day, String key, String spentNanoUsd, long calls) {
        static BarView of(CostReport.Bar bar) {
            return new BarView(bar.day().toString(), bar.key(), Money.nano(bar.spent()), bar.calls());
        }
    }

    private record Series(List<BarView> series) {}

    private record CallView(
            String id,
            long at,
            String space,
            String turn,
            String agent,
            @Nullable String user,
            String root,
            String trigger,
            String model,
            long tokensIn,
            long tokensOut,
            String priceVersion,
            String heldNanoUsd,
            String costNanoUsd,
            String kind) {
        static CallView of(CostReport.Call call) {
            var charge = call.charge();
            var tokens = call.usage().tokens();
            return new CallView(
                    call.id().value(),
                    call.at().toEpochMilli(),
                    charge.space(),
                    charge.turn(),
                    charge.agent(),
                    charge.user(),
                    charge.root(),
                    charge.trigger(),
                    call.model(),
                    tokens.in(),
                    tokens.out(),
                    call.priceVersion(),
                    Money.nano(call.held()),
                    Money.nano(call.cost()),
                    call.kind());
        }
    }

    private record Calls(List<CallView> calls, String next) {}

    private final CostReport report;
    private final InstantSource clock;
    private final Answers answers;

    CostRoutes(CostReport report, InstantSource clock, Answers answers) {
        this.report = report;
        this.clock = clock;
        this.answers = answers;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/costs/summary", Access.ADMINISTRATOR, this::summary),
                Endpoint.get("/v1/costs/series", Access.ADMINISTRATOR, this::series),
                Endpoint.get("/v1/costs/calls", Access.ADMINISTRATOR, this::calls)
                        .costing(EXPORT_CREDITS));
    }

    private HttpResponse summary(Call call) {
        var sums = Call.await(report.summary(CostRange.of(call, clock).range()));
        if (!call.wantsCsv()) {
            return answers.ok(SummaryView.of(sums));
        }
        var head = List.of("spent_usd", "held_usd", "suspense_usd", "calls", "estimated_calls", "unpriced_calls");
        List<Object> row = List.of(
                Money.column(sums.spent()),
                Money.column(sums.held()),
                Money.column(sums.suspense()),
                sums.calls(),
                sums.estimatedCalls(),
                sums.unpricedCalls());
        return Csv.answer("parley-costs.csv", head, List.of(row));
    }

    private HttpResponse series(Call call) {
        var asked = CostRange.of(call, clock);
        var bars = Call.await(report.series(asked.range(), asked.zone(), dimension(call)));
        if (!call.wantsCsv()) {
            return answers.ok(new Series(bars.stream().map(BarView::of).toList()));
        }
        var rows = bars.stream()
                .map(it -> List.<Object>of(it.day().toString(), it.key(), Money.column(it.spent()), it.calls()))
                .toList();
        return Csv.answer("parley-costs-by-day.csv", List.of("day", "key", "spent_usd", "calls"), rows);
    }

    private static Dimension dimension(Call call) {
        var name = call.query("by").orElse("agent");
        return Arrays.stream(Dimension.values())
                .filter(it -> SpaceView.wire(it).equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.of(ProblemCode.MALFORMED, "by must be agent, model, space or user"));
    }

    private HttpResponse calls(Call call) {
        var range = CostRange.of(call, clock).range();
        var csv = call.wantsCsv();
        var limit = csv ? call.limit(EXPORT_MAX, EXPORT_MAX) : call.limit(PAGE, PAGE_MAX);
        var rows = read(range, call.query("before").map(CallId::new).orElse(null), limit + 1);
        var page = rows.subList(0, Math.min(limit, rows.size()));
        var next = rows.size() > limit ? page.getLast().id().value() : "";
        var answer = csv
                ? export(page)
                : answers.ok(new Calls(page.stream().map(CallView::of).toList(), next));
        return Answers.linked(call, answer, next.isEmpty() ? "" : "before=" + next);
    }

    private List<CostReport.Call> read(CostReport.Range range, @Nullable CallId before, int limit) {
        var rows = new ArrayList<CostReport.Call>();
        var cursor = before;
        while (rows.size() < limit) {
            var wanted = Math.min(PAGE_MAX, limit - rows.size());
            var page = Call.await(report.calls(range, cursor, wanted));
            rows.addAll(page);
            if (page.size() < wanted) {
                return rows;
            }
            cursor = page.getLast().id();
        }
        return rows;
    }

    private static HttpResponse export(List<CostReport.Call> calls) {
        var head = List.of(
                "at",
                "id",
                "space",
                "turn",
                "agent",
                "user",
                "model",
                "tokens_in",
                "tokens_out",
                "cost_usd",
                "kind",
                "price_version");
        return Csv.answer(
                "parley-calls.csv", head, calls.stream().map(CostRoutes::row).toList());
    }

    private static List<Object> row(CostReport.Call call) {
        var charge = call.charge();
        var tokens = call.usage().tokens();
        return List.of(
                call.at().toString(),
                call.id().value(),
                charge.space(),
                charge.turn(),
                charge.agent(),
                Objects.requireNonNullElse(charge.user(), ""),
                call.model(),
                tokens.in(),
                tokens.out(),
                Money.column(call.cost()),
                call.kind(),
                call.priceVersion());
    }
}
