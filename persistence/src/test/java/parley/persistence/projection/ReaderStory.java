package parley.persistence.projection;

import java.sql.SQLException;
import java.time.Instant;
import parley.persistence.schema.Database;
import parley.space.MemberId;
import parley.space.reader.Reader;
import parley.space.reader.ReaderCommand;
import parley.space.reader.ReaderRules;

/** What a person's log is asked to do, decided by its rules and stored as its journal would. */
public final class ReaderStory {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final ReaderRules rules = new ReaderRules();
    private final MemberId person;
    private Reader reader = Reader.initial();

    public ReaderStory(MemberId person) {
        this.person = person;
    }

    public Reader reader() {
        return reader;
    }

    public void tell(Database database, ReaderCommand command) throws SQLException {
        for (var event : rules.decide(reader, command, NOW).events()) {
            reader = rules.evolve(reader, event);
            var seq = reader.seq();
            database.transact(connection -> {
                JournalWriter.write(connection, "reader|" + person, seq, event);
                return seq;
            });
        }
    }
}
