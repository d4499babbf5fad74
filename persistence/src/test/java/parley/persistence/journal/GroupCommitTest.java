package parley.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parley.persistence.schema.Database;
import parley.persistence.schema.DatabaseSettings;
import parley.persistence.schema.Sql;

/** The promise: what is acknowledged is stored, many writes share a transaction, and none fails for another's sake. */
class GroupCommitTest {

    @TempDir
    Path directory = Path.of("");

    private final CountDownLatch open = new CountDownLatch(1);
    private final AtomicInteger transactions = new AtomicInteger();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Trouble> trouble = new AtomicReference<>();
    private @Nullable GroupCommit commits;

    /** Why there is no connection. */
    enum Trouble {
        AWAY(IllegalStateException.class),
        BROKEN(StackOverflowError.class);

        private final Class<? extends Throwable> failure;

        Trouble(Class<? extends Throwable> failure) {
            this.failure = failure;
        }

        static void meet(@Nullable Trouble trouble) {
            switch (trouble) {
                case AWAY -> throw new IllegalStateException("the database is away");
                case BROKEN -> throw new StackOverflowError();
                case null -> {}
            }
        }
    }

    @AfterEach
    void close() {
        open.countDown();
        if (commits != null) {
            commits.close();
        }
    }

    @Test
    void whatIsAcknowledgedIsStored() throws Exception {
        var commits = start();
        open.countDown();

        await(commits.store(rows("space|a", 1, 3)));

        assertThat(stored("space|a")).containsExactly(1L, 2L, 3L);
    }

    @Test
    @Tag("W17")
    void writesThatWaitShareATransaction() throws Exception {
        var commits = start();
        var writes = IntStream.range(0, 50)
                .mapToObj(number -> commits.store(rows("space|" + number, 1, 2)))
                .toList();

        open.countDown();

        for (var write : writes) {
            await(write);
        }
        assertThat(transactions.get()).isBetween(1, 2);
        assertThat(stored("space|49")).containsExactly(1L, 2L);
    }

    @Test
    @Tag("T5")
    void aWriteThatTheDatabaseRefusesFailsAlone() throws Exception {
        var commits = start();
        var before = commits.store(rows("space|a", 1, 1));
        var twin = commits.store(rows("space|a", 1, 1));
        var other = commits.store(rows("space|b", 1, 2));

        open.countDown();

        await(before);
        await(other);
        assertThatThrownBy(() -> await(twin)).hasCauseInstanceOf(SQLException.class);
        assertThat(stored("space|a")).containsExactly(1L);
        assertThat(stored("space|b")).containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("S7")
    void aDatabaseThatCannotBeReachedFailsTheWritesAndIsUsedAgainWhenItCan(Trouble trouble) throws Exception {
        var commits = start();
        open.countDown();
        this.trouble.set(trouble);
        var lost = commits.store(rows("space|a", 1, 1));
        assertThatThrownBy(() -> await(lost)).hasCauseInstanceOf(trouble.failure);

        this.trouble.set(null);
        await(commits.store(rows("space|a", 1, 1)));

        assertThat(stored("space|a")).containsExactly(1L);
    }

    @Test
    @Tag("W17")
    void onlySoManyWritesMayWait() {
        var commits = start();

        var refused = IntStream.range(0, GroupCommit.WAITING_MAX + GroupCommit.TOGETHER_MAX + 1)
                .mapToObj(_ -> commits.store(List.of()))
                .filter(CompletableFuture::isCompletedExceptionally)
                .findFirst();

        assertThat(refused).isPresent();
        assertThatThrownBy(() -> await(refused.get())).hasCauseInstanceOf(RejectedExecutionException.class);
    }

    @Test
    @Tag("V13")
    void whoListensIsToldHowMuchWasStoredTogetherAndWhatFailed() throws Exception {
        var commits = start();
        open.countDown();

        await(commits.store(rows("space|a", 1, 3)));
        trouble.set(Trouble.AWAY);
        var lost = commits.store(rows("space|a", 4, 1));

        assertThatThrownBy(() -> await(lost)).isInstanceOf(ExecutionException.class);
        assertThat(told).containsExactly("3 events", "failure");
    }

    @Test
    void closingStoresWhatWaitsAndNothingThatComesLater() throws Exception {
        var commits = start();
        var before = commits.store(rows("space|a", 1, 1));

        open.countDown();
        commits.close();
        var after = commits.store(rows("space|b", 1, 1));

        await(before);
        assertThat(stored("space|a")).containsExactly(1L);
        assertThatThrownBy(() -> await(after)).hasCauseInstanceOf(RejectedExecutionException.class);
    }

    private GroupCommit start() {
        Database.open(DatabaseSettings.embedded(directory)).close();
        var started = GroupCommit.start(this::connect, new Told());
        commits = started;
        return started;
    }

    private final class Told implements CommitListener {

        @Override
        public void committed(int events, Duration took) {
            told.add(events + " events");
        }

        @Override
        public void failed() {
            told.add("failure");
        }
    }

    private Connection connect() {
        try {
            open.await();
            Trouble.meet(trouble.get());
            transactions.incrementAndGet();
            return connection();
        } catch (InterruptedException | SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:dsync:" + directory.resolve("parley") + ";DATABASE_TO_LOWER=TRUE");
    }

    private static List<@Nullable Object[]> rows(String entity, long from, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new @Nullable Object[] {
                    entity, from + i, "writer", 0L, "", new byte[] {1}, 7100, "message-deleted"
                })
                .toList();
    }

    private List<Long> stored(String entity) throws SQLException {
        try (var connection = connection()) {
            return Sql.list(
                    connection,
                    "SELECT sequence_number FROM event_journal WHERE persistence_id = ? ORDER BY ordering",
                    row -> row.getLong(1),
                    entity);
        }
    }

    private static void await(CompletableFuture<Void> stage) throws Exception {
        stage.get(20, TimeUnit.SECONDS);
    }
}
