package parley.persistence.projection;

import java.sql.Connection;
import java.sql.SQLException;
import parley.persistence.codec.StoredFormat;
import parley.persistence.codec.StoredSerializer;
import parley.persistence.schema.Sql;

/** Writes events as the journal does. */
final class JournalWriter {

    private static final String INSERT = """
            INSERT INTO event_journal (deleted, persistence_id, sequence_number, writer, write_timestamp,
            adapter_manifest, event_payload, event_ser_id, event_ser_manifest)
            VALUES (FALSE, ?, ?, 'w', 0, '', ?, ?, ?)""";

    private JournalWriter() {}

    static void write(Connection connection, String persistenceId, long seq, Object event) throws SQLException {
        write(connection, persistenceId, seq, StoredFormat.name(event), StoredFormat.write(event));
    }

    static void write(Connection connection, String persistenceId, long seq, String name, byte[] form)
            throws SQLException {
        Sql.update(connection, INSERT, persistenceId, seq, form, StoredSerializer.IDENTIFIER, name);
    }
}
