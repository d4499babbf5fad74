package parley.persistence.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A fold of one kind of entities' events into tables. */
interface Projection {

    /** Names its offset, for ever. */
    String name();

    /** The kind of entities it follows. */
    String kind();

    /** The tables it writes, and nobody else does. */
    List<String> tables();

    /** Takes in events of its kind, in the order in which they happened to each entity. Each comes exactly once. */
    void apply(Connection connection, List<JournalEvent> events) throws SQLException;
}
