package parley.gateway.rest;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.ledger.CallId;
import parley.ledger.Charge;
import parley.ledger.CostReport;
import parley.ledger.Usage;
import parley.money.Usd;

/** A report over a few calls in memory, oldest first. */
final class MemoryCosts implements CostReport {
    final List<Call> calls = new ArrayList<>();

    void add(String id, Instant at, String agent, long nano) {
        add("sp_a", id, at, agent, nano);
    }

    void add(String space, String id, Instant at, String agent, long nano) {
        var charge = new Charge(space, "t_1", agent, "u_ada", "m_1", "m_1");
        calls.add(new Call(
                new CallId(id),
                at,
                charge,
                "offline/rules",
                Usage.of(10, 2),
                "v1",
                new Usd(nano),
                new Usd(nano),
                "exact"));
    }

    @Override
    public CompletionStage<Summary> summary(Range range) {
        var within = within(range);
        var spent = within.stream().map(Call::cost).reduce(Usd.ZERO, Usd::plus);
        return done(new Summary(spent, Usd.ZERO, Usd.ZERO, within.size(), 0, 0, 0, 0));
    }

    @Override
    public CompletionStage<List<Bar>> series(Range range, ZoneId zone, Dimension by) {
        return done(within(range).stream()
                .map(it ->
                        new Bar(it.at().atZone(zone).toLocalDate(), it.charge().agent(), it.cost(), 1))
                .toList());
    }

    @Override
    public CompletionStage<List<AgentCost>> spentIn(String space, Instant since) {
        var spent = new TreeMap<String, Usd>();
        calls.stream()
                .filter(it -> it.charge().space().equals(space) && !it.at().isBefore(since))
                .forEach(it -> spent.merge(it.charge().agent(), it.cost(), Usd::plus));
        return done(spent.entrySet().stream()
                .map(it -> new AgentCost(it.getKey(), it.getValue()))
                .toList());
    }

    @Override
    public CompletionStage<List<Call>> calls(Range range, @Nullable CallId before, int limit) {
        var newestFirst = within(range).stream()
                .sorted(Comparator.comparing(Call::at).reversed())
                .toList();
        var ids = newestFirst.stream().map(Call::id).toList();
        var from = before == null ? 0 : ids.indexOf(before) + 1;
        return done(newestFirst.stream().skip(from).limit(limit).toList());
    }

    private List<Call> within(Range range) {
        return calls.stream()
                .filter(it -> !it.at().isBefore(range.from()) && it.at().isBefore(range.to()))
                .toList();
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
