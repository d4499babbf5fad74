package parley.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.money.Usd;

/** What calls have cost: follows the ledger's journal, a moment behind it. */
public interface CostReport {

    /** A span of time, start included, end excluded. */
    record Range(Instant from, Instant to) {}

    /** Sums over a range; {@code held} and {@code suspense} are what stands now. */
    record Summary(
            Usd spent,
            Usd held,
            Usd suspense,
            long calls,
            long estimatedCalls,
            long unpricedCalls,
            long tokensIn,
            long tokensOut) {}

    /** What one agent, model, space or user has cost on one day. */
    record Bar(LocalDate day, String key, Usd spent, long calls) {}

    /** What one agent has cost. */
    record AgentCost(String agent, Usd spent) {}

    /** What a bar stands for. */
    enum Dimension {
        AGENT,
        MODEL,
        SPACE,
        USER
    }

    /**
     * One call to a model.
     *
     * @param kind {@code exact}, {@code estimated} or {@code provisional}
     */
    record Call(
            CallId id,
            Instant at,
            Charge charge,
            String model,
            Usage usage,
            String priceVersion,
            Usd held,
            Usd cost,
            String kind) {}

    CompletionStage<Summary> summary(Range range);

    /** Sums by day in a zone, oldest first. */
    CompletionStage<List<Bar>> series(Range range, ZoneId zone, Dimension by);

    /**
     * What agents have cost in a space, the costliest first.
     *
     * @param since the start of a quarter of an hour, as the start of every budget's window is
     */
    CompletionStage<List<AgentCost>> spentIn(String space, Instant since);

    /**
     * The calls of a range, newest first.
     *
     * @param before the id of the last call of the previous page; null for the first page
     */
    CompletionStage<List<Call>> calls(Range range, @Nullable CallId before, int limit);
}
