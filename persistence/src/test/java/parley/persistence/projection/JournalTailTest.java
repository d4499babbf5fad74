package parley.persistence.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.persistence.schema.Database;
import parley.persistence.schema.Dialect;
import parley.persistence.schema.TestDatabase;
import parley.space.MemberId;
import parley.space.MessageId;
import parley.space.SpaceEvent.MessageDeleted;

/** The promise: where several transactions write at a time, an event that becomes visible late is not passed over. */
@Tag("W18")
@Tag("W19")
class JournalTailTest {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    private Database database;
    private JournalTail tail;

    @BeforeEach
    void open() {
        database = Database.open(TestDatabase.settings(Dialect.POSTGRESQL, Path.of("")));
        tail = new JournalTail(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static int store(Connection connection, String space) throws SQLException {
        var event = new MessageDeleted(new MessageId("m_1"), new MemberId("u_ada"), Instant.EPOCH);
        JournalWriter.write(connection, "space|" + space, 1, event);
        return 1;
    }

    private List<String> read() throws SQLException {
        tail.refresh();
        var read = database.transact(connection -> tail.after(connection, 0, 100).stream()
                .map(JournalEvent::entity)
                .toList());
        try {
            tail.settle();
        } catch (SQLException writersAreBusy) {
            assertThat(writersAreBusy.getSQLState()).isEqualTo("55P03");
        }
        return read;
    }

    @Test
    void aNumberThatIsSeenLateIsWaitedFor() throws SQLException {
        database.transact(connection -> store(connection, "sp_1"));

        var meanwhile = database.transact(slow -> {
            store(slow, "sp_2");
            database.transact(fast -> store(fast, "sp_3"));
            var begin = System.nanoTime();
            while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(1)) {
                assertThat(read()).containsExactly("sp_1");
            }
            return tail.waits();
        });

        assertThat(meanwhile).isTrue();
        assertThat(read()).containsExactly("sp_1", "sp_2", "sp_3");
    }

    @Test
    void aNumberThatWasRolledBackIsPassedOnceNobodyCanStillWriteIt() throws SQLException {
        database.transact(connection -> store(connection, "sp_1"));
        try {
            database.transact(connection -> {
                store(connection, "sp_2");
                throw new IllegalStateException("rolled back");
            });
        } catch (IllegalStateException rolledBack) {
            assertThat(rolledBack).hasMessage("rolled back");
        }
        database.transact(connection -> store(connection, "sp_3"));

        assertThat(read()).containsExactly("sp_1");

        var deadline = System.nanoTime() + PATIENCE;
        while (read().size() < 2 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(read()).containsExactly("sp_1", "sp_3");
    }
}
