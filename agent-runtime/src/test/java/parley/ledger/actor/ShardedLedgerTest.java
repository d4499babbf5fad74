package parley.ledger.actor;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import parley.entity.Outcome;
import parley.entity.actor.EntityKind;
import parley.ledger.AccountId;
import parley.ledger.Balance;
import parley.ledger.Budget;
import parley.ledger.Budget.Period;
import parley.ledger.CallId;
import parley.ledger.Candidate;
import parley.ledger.Charge;
import parley.ledger.Ledger;
import parley.ledger.LedgerCommand;
import parley.ledger.LedgerCommand.Reserve;
import parley.ledger.LedgerCommand.SetBudget;
import parley.ledger.LedgerCommand.Settle;
import parley.ledger.LedgerCommand.Tick;
import parley.ledger.LedgerEvent.Reserved;
import parley.ledger.LedgerReply;
import parley.ledger.LedgerReply.Busy;
import parley.ledger.LedgerReply.Granted;
import parley.ledger.LedgerSettings;
import parley.ledger.LedgerState;
import parley.ledger.UnitPrices;
import parley.ledger.Usage;
import parley.money.Usd;

/**
 * However many callers ask at once, and whatever the store does, no more is held than the limit and no answer means no
 * grant.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShardedLedgerTest {

    private static final UnitPrices PRICES = UnitPrices.of("v1", new Usd(1_000_000), new Usd(1_000_000));
    private static final int CALLERS = 1_000;

    private final ActorTestKit kit = ActorTestKit.create(ConfigFactory.parseString("""
        pekko.actor.provider = cluster
        pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
        pekko.actor.allow-java-serialization = on
        pekko.actor.warn-about-java-serializer-usage = off
        pekko.cluster.downing-provider-class = "org.apache.pekko.cluster.sbr.SplitBrainResolverProvider"
        pekko.persistence.testkit.events.serialize = off
        pekko.persistence.testkit.snapshots.serialize = off
        """)
            .withFallback(PersistenceTestKitPlugin.getInstance().config())
            .withFallback(PersistenceTestKitSnapshotPlugin.config())
            .withFallback(ConfigFactory.load()));

    private final PersistenceTestKit journal = PersistenceTestKit.create(kit.system());
    private Ledger ledger = new NoLedger();

    @BeforeAll
    void start() {
        var cluster = Cluster.get(kit.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        ledger = ShardedLedger.start(kit.system(), LedgerSettings.DEFAULT, EntityKind.noConsequences());
    }

    @AfterAll
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void aThousandCallersAtOnceNeverHoldMoreThanTheLimit() {
        var account = AccountId.user("u_ada");
        answer(new SetBudget(account, budget(4_000), "root"));

        var answers =
                IntStream.range(0, CALLERS)
                        .mapToObj(i -> ledger.ask(reserve("ada/" + i, "u_ada", 10)))
                        .toList()
                        .stream()
                        .map(ShardedLedgerTest::answered)
                        .toList();

        assertThat(answers.stream().filter(Granted.class::isInstance)).hasSize(400);
        assertThat(answers.stream().filter(Busy.class::isInstance)).hasSize(600);
        assertThat(read().standing(account).orElseThrow().balance())
                .isEqualTo(new Balance(Usd.ZERO, new Usd(4_000), Usd.ZERO, 400));
        assertThat(reservations("ada/")).hasSize(400);
    }

    @Test
    void aStoreThatFailsGrantsNothingAndTheSameCallIsGrantedOnceLater() {
        answer(reserve("bob/1", "u_bob", 10));
        journal.failNextPersisted(ShardedLedger.KIND + "|" + ShardedLedger.ID);

        var failed =
                ledger.ask(reserve("bob/2", "u_bob", 10)).toCompletableFuture().join();

        assertThat(failed).isInstanceOf(Outcome.Unavailable.class);
        assertThat(answer(reserve("bob/2", "u_bob", 10))).isInstanceOf(Granted.class);
        assertThat(reservations("bob/2")).hasSize(1);
        assertThat(answer(reserve("bob/1", "u_bob", 10)))
                .isInstanceOfSatisfying(
                        Granted.class,
                        granted -> assertThat(granted.duplicate()).isTrue());
    }

    @Test
    void aSettlementIsBookedForEverybodyWhoReads() {
        var account = AccountId.user("u_eve");
        answer(new SetBudget(account, budget(100), "root"));
        answer(reserve("eve/1", "u_eve", 40));

        answer(new Settle(new CallId("eve/1"), Usage.of(20, 5), true));

        assertThat(read().standing(account).orElseThrow().balance()).isEqualTo(Balance.spent(new Usd(25)));
    }

    @Test
    void timePassesFromTheStartOnAndAgainAndAgain() {
        TestProbe<LedgerCommand> heard = kit.createTestProbe();
        var clock = kit.spawn(LedgerClock.create(new Hearing(heard), Duration.ofMillis(1)));

        assertThat(heard.receiveSeveralMessages(3)).allMatch(Tick.class::isInstance);
        kit.stop(clock);
    }

    private Stream<Reserved> reservations(String prefix) {
        return journal.persistedInStorage(ShardedLedger.KIND + "|" + ShardedLedger.ID).stream()
                .filter(Reserved.class::isInstance)
                .map(Reserved.class::cast)
                .filter(reserved -> reserved.call().value().startsWith(prefix));
    }

    private LedgerReply answer(LedgerCommand command) {
        for (int attempt = 0; attempt < 10_000; attempt++) {
            if (ledger.ask(command).toCompletableFuture().join() instanceof Outcome.Answered<LedgerReply>(var reply)) {
                return reply;
            }
        }
        throw new AssertionError("no answer to " + command);
    }

    private LedgerState read() {
        return answered(ledger.read());
    }

    private static <T> T answered(CompletionStage<Outcome<T>> outcome) {
        return switch (outcome.toCompletableFuture().join()) {
            case Outcome.Answered<T>(var reply) -> reply;
            case Outcome.Overloaded<T> _, Outcome.Unavailable<T> _ -> throw new AssertionError("no answer");
        };
    }

    private static Budget budget(long limit) {
        return new Budget(new Usd(limit), Period.TOTAL, ZoneOffset.UTC, List.of());
    }

    private static Reserve reserve(String call, String user, long worstCase) {
        return new Reserve(
                new CallId(call),
                new Charge("sp", "t_1", "a_jarvis", user, call, call),
                List.of(new Candidate("m/large", new Usd(worstCase), PRICES)),
                Duration.ofMinutes(1));
    }

    /** Stands in until the real one has started. */
    private static class NoLedger implements Ledger {

        @Override
        public CompletionStage<Outcome<LedgerReply>> ask(LedgerCommand command) {
            return CompletableFuture.completedFuture(new Outcome.Unavailable<>());
        }

        @Override
        public CompletionStage<Outcome<LedgerState>> read() {
            return CompletableFuture.completedFuture(new Outcome.Unavailable<>());
        }
    }

    /** Tells a probe what it is asked. */
    private static final class Hearing extends NoLedger {

        private final TestProbe<LedgerCommand> probe;

        Hearing(TestProbe<LedgerCommand> probe) {
            this.probe = probe;
        }

        @Override
        public CompletionStage<Outcome<LedgerReply>> ask(LedgerCommand command) {
            probe.ref().tell(command);
            return super.ask(command);
        }
    }
}
