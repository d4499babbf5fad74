package parley.persistence.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A projection that takes in each event by itself. */
record EachEvent<E>(String name, String kind, List<String> tables, Class<E> type, Step<E> step) implements Projection {

    /** What one event of an entity does to the tables. */
    interface Step<E> {
        void apply(Connection connection, String entity, E event) throws SQLException;
    }

    @Override
    public void apply(Connection connection, List<JournalEvent> events) throws SQLException {
        for (var event : events) {
            step.apply(connection, event.entity(), type.cast(event.event()));
        }
    }
}
