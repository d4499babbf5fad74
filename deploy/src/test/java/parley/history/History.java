package parley.history;

import java.util.List;

/**
 * What happened in one space, from all sides.
 *
 * @param log the log as the server tells it in the end
 * @param readings those of one client in the order in which they began
 */
public record History(
        List<Entry> log,
        List<Acknowledged> acknowledged,
        List<Reading> readings,
        List<Marked> marked,
        List<Told> told) {

    public History {
        log = List.copyOf(log);
        acknowledged = List.copyOf(acknowledged);
        readings = List.copyOf(readings);
        marked = List.copyOf(marked);
        told = List.copyOf(told);
    }

    long head() {
        return log.isEmpty() ? 0 : log.getLast().seq();
    }
}
