package parley.persistence.projection;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import parley.persistence.codec.StoredFormat;

/** An event in the journal of all entities, read when somebody asks for it. Not safe for use by several threads. */
final class JournalEvent {

    private final long ordering;
    private final String persistenceId;
    private final long seq;
    private final String name;
    private final byte[] form;
    private @Nullable Object event;

    JournalEvent(ResultSet row) throws SQLException {
        ordering = row.getLong("ordering");
        persistenceId = row.getString("persistence_id");
        seq = row.getLong("sequence_number");
        name = row.getString("event_ser_manifest");
        form = row.getBytes("event_payload");
    }

    /** Its place among all events; rises, with gaps. */
    long ordering() {
        return ordering;
    }

    String persistenceId() {
        return persistenceId;
    }

    /** Whether it happened to an entity of this kind. */
    boolean isOf(String kind) {
        return persistenceId.startsWith(kind + "|");
    }

    /** Which entity it happened to. */
    String entity() {
        return persistenceId.substring(persistenceId.indexOf('|') + 1);
    }

    /** Its place in its entity's log. */
    long seq() {
        return seq;
    }

    /** What happened; throws where it cannot be read. */
    Object event() {
        var known = event;
        if (known == null) {
            known = StoredFormat.read(name, form);
            event = known;
        }
        return known;
    }
}
