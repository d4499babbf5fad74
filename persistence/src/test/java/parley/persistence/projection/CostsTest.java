package parley.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.ledger.CallId;
import parley.ledger.Candidate;
import parley.ledger.Charge;
import parley.ledger.CostReport.AgentCost;
import parley.ledger.CostReport.Bar;
import parley.ledger.CostReport.Call;
import parley.ledger.CostReport.Dimension;
import parley.ledger.CostReport.Range;
import parley.ledger.LedgerCommand;
import parley.ledger.LedgerRules;
import parley.ledger.LedgerSettings;
import parley.ledger.LedgerState;
import parley.ledger.UnitPrices;
import parley.ledger.Usage;
import parley.money.Usd;
import parley.persistence.reader.ProjectedCosts;
import parley.persistence.schema.Database;
import parley.persistence.schema.Dialect;
import parley.persistence.schema.TestDatabase;

/** The promise: what the pages show about money is, to the nano-dollar, what the ledger says. */
@ParameterizedClass
@EnumSource
class CostsTest {

    private static final Instant START = Instant.parse("2026-10-24T20:07:03Z");
    private static final UnitPrices PRICES = UnitPrices.of("v1", new Usd(2_500_000), new Usd(10_000_001));
    private static final Range ALL = new Range(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));

    @Parameter
    private Dialect dialect = Dialect.H2;

    @TempDir
    private Path directory = Path.of("");

    private Database database;
    private ProjectedCosts costs;

    private final LedgerRules rules = new LedgerRules(new LedgerSettings(
            new Usd(1_000_000_000), 50, Duration.ofMinutes(10), Duration.ofHours(2), Duration.ofHours(3), 40));
    private LedgerState state = rules.initial();
    private Instant now = START;

    @BeforeEach
    void open() {
        database = Database.open(TestDatabase.settings(dialect, directory));
        costs = new ProjectedCosts(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** Decides, and stores as the ledger does. */
    private void give(LedgerCommand command) throws SQLException {
        var decision = rules.decide(state, command, now);
        database.transact(connection -> {
            for (var event : decision.events()) {
                state = rules.evolve(state, event);
                JournalWriter.write(connection, "ledger|org", state.seq(), event);
            }
            return 0;
        });
    }

    private void follow() throws SQLException {
        var tail = new JournalTail(database);
        var projection = CostProjection.create();
        Projections.begin(database, projection);
        var follower = new ProjectionFollower(database, tail, projection);
        do {
            tail.refresh();
        } while (follower.follow());
    }

    private void reserve(String call, String agent) throws SQLException {
        reserve("sp_a", call, agent);
    }

    private void reserve(String space, String call, String agent) throws SQLException {
        var charge = new Charge(space, "t_1", agent, "a_none".equals(agent) ? null : "u_ada", "m_" + call, "m_1");
        var worst = PRICES.worstCase(1_000, 500);
        give(new LedgerCommand.Reserve(
                new CallId(call), charge, List.of(new Candidate("openai/m", worst, PRICES)), Duration.ofMinutes(5)));
    }

    @Test
    void whateverHappensTheCallsTheSumsAndTheLedgerAgree() throws SQLException {
        var random = new Random(11);
        for (int step = 0; step < 400; step++) {
            now = now.plusSeconds(random.nextInt(120));
            var call = "c" + random.nextInt(60);
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> reserve(call, random.nextBoolean() ? "a_jarvis" : "a_none");
                case 3 -> give(new LedgerCommand.Settle(new CallId(call), usage(random), random.nextBoolean()));
                case 4 -> give(new LedgerCommand.Release(new CallId(call)));
                default -> give(new LedgerCommand.Tick());
            }
            if (random.nextInt(20) == 0) {
                follow();
            }
        }
        follow();

        var summary = now(costs.summary(ALL));

        assertThat(summary.spent()).isEqualTo(state.total().spent()).isGreaterThan(Usd.ZERO);
        assertThat(summary.held()).isEqualTo(state.total().held());
        assertThat(summary.suspense()).isEqualTo(state.total().suspense());
        var calls = now(costs.calls(ALL, null, 10_000));
        assertThat(total(calls.stream().map(Call::cost).toList()))
                .isEqualTo(state.total().spent());
        assertThat((long) calls.size()).isEqualTo(summary.calls());
        for (var dimension : Dimension.values()) {
            var bars = now(costs.series(ALL, ZoneId.of("Asia/Kolkata"), dimension));
            assertThat(total(bars.stream().map(Bar::spent).toList()))
                    .isEqualTo(state.total().spent());
        }
    }

    @Test
    void aSummaryIsOfOneMomentHoweverMuchIsBookedMeanwhile() throws Exception {
        int calls = 150;
        for (int call = 0; call < calls; call++) {
            reserve("c" + call, "a_jarvis");
        }
        follow();
        try (var reader = Executors.newSingleThreadExecutor()) {
            var booked = new AtomicBoolean();
            var seen = reader.submit(() -> {
                var sums = new HashSet<Usd>();
                do {
                    var summary = now(costs.summary(ALL));
                    sums.add(summary.spent().plus(summary.held()).plus(summary.suspense()));
                } while (!booked.get());
                return sums;
            });
            try {
                for (int call = 0; call < calls; call++) {
                    give(new LedgerCommand.Settle(new CallId("c" + call), Usage.of(10, 10), false));
                    follow();
                }
            } finally {
                booked.set(true);
            }

            assertThat(seen.get()).containsOnly(state.total().used());
        }
    }

    private static Usage usage(Random random) {
        return new Usage(random.nextInt(900), random.nextInt(100), 0, random.nextInt(500), random.nextInt(9));
    }

    private static Usd total(List<Usd> amounts) {
        return amounts.stream().reduce(Usd.ZERO, Usd::plus);
    }

    @Test
    void anyRangeIsTheSumOfItsCalls() throws SQLException {
        for (int call = 0; call < 40; call++) {
            reserve("c" + call, "a_jarvis");
            give(new LedgerCommand.Settle(new CallId("c" + call), Usage.of(call, 7), true));
            now = now.plusSeconds(211);
        }
        follow();

        var random = new Random(3);
        for (int round = 0; round < 60; round++) {
            var from = START.plusSeconds(random.nextInt(9_000));
            var range = new Range(from, from.plusSeconds(random.nextInt(3_000)));

            var calls = now(costs.calls(range, null, 10_000));

            var summary = now(costs.summary(range));
            assertThat(summary.spent())
                    .isEqualTo(total(calls.stream().map(Call::cost).toList()));
            assertThat(summary.calls()).isEqualTo(calls.size());
            assertThat(calls)
                    .allMatch(call ->
                            !call.at().isBefore(range.from()) && call.at().isBefore(range.to()));
        }
    }

    @Test
    void aDayEndsWhereItsZoneSays() throws SQLException {
        now = Instant.parse("2026-11-21T18:29:59Z");
        reserve("yesterday", "a_jarvis");
        give(new LedgerCommand.Settle(new CallId("yesterday"), Usage.of(1, 0), true));
        now = Instant.parse("2026-11-21T18:30:00Z");
        reserve("today", "a_jarvis");
        give(new LedgerCommand.Settle(new CallId("today"), Usage.of(2, 0), true));
        follow();

        assertThat(now(costs.series(ALL, ZoneId.of("Asia/Kolkata"), Dimension.AGENT)))
                .extracting(Bar::day)
                .containsExactly(LocalDate.of(2026, 11, 21), LocalDate.of(2026, 11, 22));
        assertThat(now(costs.series(ALL, ZoneOffset.UTC, Dimension.AGENT)))
                .extracting(Bar::day)
                .containsExactly(LocalDate.of(2026, 11, 21));
    }

    @Test
    void aSpaceKnowsWhatItsAgentsHaveCostInItSinceATime() throws SQLException {
        now = Instant.parse("2026-11-20T23:59:59Z");
        spend("sp_a", "yesterday", "a_jarvis", 10);
        now = Instant.parse("2026-11-21T00:00:00Z");
        spend("sp_a", "today", "a_jarvis", 2);
        spend("sp_a", "later", "a_alice", 6);
        spend("sp_b", "elsewhere", "a_alice", 14);
        follow();

        assertThat(now(costs.spentIn("sp_a", Instant.EPOCH))).containsExactly(cost("a_jarvis", 12), cost("a_alice", 6));
        assertThat(now(costs.spentIn("sp_a", Instant.parse("2026-11-21T00:00:00Z"))))
                .containsExactly(cost("a_alice", 6), cost("a_jarvis", 2));
        assertThat(now(costs.spentIn("sp_c", Instant.EPOCH))).isEmpty();
    }

    private void spend(String space, String call, String agent, long tokens) throws SQLException {
        reserve(space, call, agent);
        give(new LedgerCommand.Settle(new CallId(call), Usage.of(tokens, 0), true));
    }

    private static AgentCost cost(String agent, long tokens) {
        return new AgentCost(agent, PRICES.cost(Usage.of(tokens, 0)));
    }

    @Test
    void pagesOfCallsAreTheListOfCalls() throws SQLException {
        for (int call = 0; call < 25; call++) {
            reserve("c" + call, "a_jarvis");
            give(new LedgerCommand.Settle(new CallId("c" + call), Usage.of(1, 1), true));
            now = now.plusSeconds(call % 3);
        }
        follow();

        var pages = new ArrayList<Call>();
        var page = now(costs.calls(ALL, null, 10));
        while (!page.isEmpty()) {
            pages.addAll(page);
            page = now(costs.calls(ALL, pages.getLast().id(), 10));
        }

        assertThat(pages).isEqualTo(now(costs.calls(ALL, null, 100))).hasSize(25);
        assertThat(now(costs.calls(ALL, new CallId("nobody's"), 10))).isEmpty();
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
