package parley.persistence.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parley.space.MemberId;
import parley.space.MessageId;
import parley.space.SpaceEvent;

/** The promise: what an entity has stored is there again, complete and in order, after the process comes back. */
abstract class JournalContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A database of the test's own, the same at every call. */
    abstract DatabaseSettings settings();

    private @Nullable ActorTestKit system;

    @AfterEach
    void stop() {
        if (system != null) {
            system.shutdownTestKit();
        }
    }

    private ActorTestKit start() {
        stop();
        Database.open(settings()).close();
        var started = ActorTestKit.create(
                "journal", JournalSettings.config(settings()).withFallback(ConfigFactory.load()));
        system = started;
        return started;
    }

    /** Stores what it is told and answers how much it has stored. */
    record Store(List<SpaceEvent> events, ActorRef<Long> replyTo) {}

    private static final class Counting extends EventSourcedBehaviorWithEnforcedReplies<Store, SpaceEvent, Long> {

        Counting(String id) {
            super(PersistenceId.of("space", id));
        }

        @Override
        public Long emptyState() {
            return 0L;
        }

        @Override
        public CommandHandlerWithReply<Store, SpaceEvent, Long> commandHandler() {
            return (_, store) -> Effect().persist(store.events()).thenReply(store.replyTo(), count -> count);
        }

        @Override
        public EventHandler<Long, SpaceEvent> eventHandler() {
            return (count, _) -> count + 1;
        }
    }

    private static SpaceEvent deleted(int number) {
        return new SpaceEvent.MessageDeleted(
                new MessageId("m_" + number), new MemberId("u_ada"), Instant.ofEpochMilli(1_795_000_000_000L));
    }

    private static CompletionStage<Long> store(ActorTestKit system, ActorRef<Store> entity, int count) {
        var events =
                IntStream.range(0, count).mapToObj(JournalContract::deleted).toList();
        return AskPattern.ask(
                entity,
                replyTo -> new Store(events, replyTo),
                PATIENCE,
                system.system().scheduler());
    }

    @Test
    void whatWasStoredIsThereAfterARestart() throws Exception {
        var system = start();
        var before = system.spawn(new Counting("sp_a"));
        await(store(system, before, 3));
        await(store(system, before, 200));

        var again = start();
        var after = again.spawn(new Counting("sp_a"));

        assertThat(await(store(again, after, 1))).isEqualTo(204);
    }

    @Test
    void manyEntitiesWriteAtTheSameTime() throws Exception {
        var system = start();
        var entities = IntStream.range(0, 50)
                .mapToObj(number -> system.spawn(new Counting("sp_" + number)))
                .toList();

        var answers = entities.stream().map(entity -> store(system, entity, 5)).toList();

        for (var answer : answers) {
            assertThat(await(answer)).isEqualTo(5);
        }
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
