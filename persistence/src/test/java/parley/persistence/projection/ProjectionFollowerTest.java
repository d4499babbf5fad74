package parley.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.persistence.schema.Database;
import parley.persistence.schema.Dialect;
import parley.persistence.schema.Sql;
import parley.persistence.schema.TestDatabase;
import parley.space.MemberId;
import parley.space.MessageId;
import parley.space.SpaceEvent.MessageDeleted;

/**
 * The promise: every stored event counts exactly once in every projection, whatever fails, and none is passed in
 * silence.
 */
@ParameterizedClass
@EnumSource
@Tag("W18")
@Tag("W19")
class ProjectionFollowerTest {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    @Parameter
    private Dialect dialect = Dialect.H2;

    @TempDir
    private Path directory = Path.of("");

    private Database database;
    private JournalTail tail;

    @BeforeEach
    void open() throws SQLException {
        database = Database.open(TestDatabase.settings(dialect, directory));
        tail = new JournalTail(database);
        database.transact(connection -> Sql.update(connection, "CREATE TABLE heard (seq BIGINT NOT NULL)"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** Notes what it hears, and fails when it is told to. */
    private static final class Noting implements Projection {

        private BooleanSupplier before = () -> false;
        private BooleanSupplier after = () -> false;

        @Override
        public String name() {
            return "noting";
        }

        @Override
        public String kind() {
            return "space";
        }

        @Override
        public List<String> tables() {
            return List.of("heard");
        }

        @Override
        public void apply(Connection connection, List<JournalEvent> events) throws SQLException {
            failIf(before);
            for (var event : events) {
                assertThat(event.event()).isInstanceOf(MessageDeleted.class);
                Sql.update(connection, "INSERT INTO heard (seq) VALUES (?)", event.seq());
            }
            failIf(after);
        }

        private static void failIf(BooleanSupplier failing) throws SQLException {
            if (failing.getAsBoolean()) {
                throw new SQLException("the connection broke", "08006");
            }
        }
    }

    private void store(long from, long to) throws SQLException {
        database.transact(connection -> {
            for (var seq = from; seq <= to; seq++) {
                store(connection, seq);
            }
            return seq(connection);
        });
    }

    private static void store(Connection connection, long seq) throws SQLException {
        var event = new MessageDeleted(new MessageId("m_" + seq), new MemberId("u_ada"), Instant.EPOCH);
        JournalWriter.write(connection, "space|sp_a", seq, event);
    }

    private static long seq(Connection connection) throws SQLException {
        return Sql.list(connection, "SELECT COUNT(*) FROM event_journal", row -> row.getLong(1))
                .getFirst();
    }

    private List<Long> heard() throws SQLException {
        return database.transact(
                connection -> Sql.list(connection, "SELECT seq FROM heard ORDER BY seq", row -> row.getLong(1)));
    }

    private ProjectionFollower following(Projection projection) throws SQLException {
        Projections.begin(database, projection);
        return new ProjectionFollower(database, tail, projection);
    }

    private void followUntil(ProjectionFollower follower, int count) throws SQLException {
        var deadline = System.nanoTime() + PATIENCE;
        while (heard().size() < count && System.nanoTime() < deadline) {
            step(follower);
        }
    }

    private void step(ProjectionFollower follower) throws SQLException {
        tail.refresh();
        follower.follow();
        tail.settle();
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void everyEventIsHeardOnceInOrder() throws SQLException {
        var follower = following(new Noting());
        store(1, 1_200);

        followUntil(follower, 1_200);

        assertThat(heard()).isEqualTo(numbers(1, 1_200));
    }

    @Test
    void failuresBetweenAndInsideBatchesNeitherLoseNorRepeat() throws SQLException {
        var random = new Random(7);
        var projection = new Noting();
        projection.before = () -> random.nextInt(4) == 0;
        projection.after = () -> random.nextInt(4) == 0;
        var stored = 0;

        var follower = following(projection);
        for (int round = 0; round < 12; round++) {
            var more = 1 + random.nextInt(300);
            store(stored + 1, stored + more);
            stored += more;
            step(follower);
            if (round % 4 == 3) {
                follower = following(projection);
            }
        }
        followUntil(follower, stored);

        assertThat(heard()).isEqualTo(numbers(1, stored));
        assertThat(failures()).isEmpty();
    }

    @Test
    @Tag("W20")
    void anEventThatCannotBeReadIsRecordedAndTheOthersGoOn() throws SQLException {
        store(1, 3);
        database.transact(connection -> {
            JournalWriter.write(connection, "space|sp_a", 4, "space.message.sung:1", new byte[] {1});
            return seq(connection);
        });
        store(5, 7);
        var follower = following(new Noting());

        followUntil(follower, 6);

        assertThat(heard()).containsExactly(1L, 2L, 3L, 5L, 6L, 7L);
        assertThat(failures()).containsExactly("space|sp_a 4");
    }

    private List<String> failures() throws SQLException {
        return database.transact(connection -> Sql.list(
                connection,
                "SELECT persistence_id, sequence_number FROM projection_failure",
                row -> row.getString(1) + " " + row.getLong(2)));
    }

    @Test
    void aStoreThatFailsIsNeverHeldAgainstAnEvent() throws SQLException {
        store(1, 3);
        var attempts = new ArrayList<Integer>();
        var projection = new Noting();
        projection.before = () -> {
            attempts.add(1);
            return attempts.size() < 8;
        };

        followUntil(following(projection), 3);

        assertThat(heard()).isEqualTo(numbers(1, 3));
        assertThat(failures()).isEmpty();
    }

    @Test
    void anotherKindOfEntityIsPassed() throws SQLException {
        var follower = following(new Noting());
        database.transact(connection -> {
            JournalWriter.write(connection, "spaceship|x", 1, "no.such:1", new byte[0]);
            return seq(connection);
        });
        store(1, 2);

        followUntil(follower, 2);

        assertThat(heard()).containsExactly(1L, 2L);
    }

    @Test
    void twoNodesThatFollowCountEachEventOnce() throws Exception {
        var projection = new Noting();
        var one = following(projection);
        var otherTail = new JournalTail(database);
        var other = new ProjectionFollower(database, otherTail, projection);
        store(1, 3_000);
        var second = Thread.ofPlatform().start(() -> {
            for (int step = 0; step < 40; step++) {
                otherTail.refresh();
                other.follow();
            }
        });

        followUntil(one, 3_000);
        second.join();

        assertThat(heard()).isEqualTo(numbers(1, 3_000));
    }

    @Test
    void aNumberThatWasRolledBackIsNotWaitedForForEver() throws SQLException {
        var follower = following(new Noting());
        store(1, 1);
        try {
            database.transact(connection -> {
                store(connection, 2);
                throw new IllegalStateException("rolled back");
            });
        } catch (IllegalStateException rolledBack) {
            assertThat(rolledBack).hasMessage("rolled back");
        }
        store(3, 4);

        followUntil(follower, 3);

        assertThat(heard()).containsExactly(1L, 3L, 4L);
    }
}
