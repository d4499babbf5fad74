package parley.history;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What happened in one space, from all sides.
 *
 * @param log the log as the server tells it in the end
 * @param clients those that took part, of which each should have read everything whose user is a member in the end
 * @param readings those of one client in the order in which they began
 */
public record History(
        List<Entry> log,
        Set<Client> clients,
        List<Acknowledged> acknowledged,
        List<Reading> readings,
        List<Marked> marked,
        List<Told> told) {

    public History {
        log = List.copyOf(log);
        clients = Set.copyOf(clients);
        acknowledged = List.copyOf(acknowledged);
        readings = List.copyOf(readings);
        marked = List.copyOf(marked);
        told = List.copyOf(told);
    }

    /** Who is a member where a log ends. */
    public static Set<String> membersAfter(List<Entry> log) {
        var members = new HashSet<String>();
        for (var entry : log) {
            switch (entry.type()) {
                case "member.joined" -> members.add(entry.text("id"));
                case "member.left" -> members.remove(entry.text("id"));
                default -> {}
            }
        }
        return members;
    }

    long head() {
        return log.isEmpty() ? 0 : log.getLast().seq();
    }
}
