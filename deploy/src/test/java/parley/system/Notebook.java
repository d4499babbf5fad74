package parley.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import parley.history.Entry;
import parley.history.Reading;

/** What one client writes down of what it reads. */
final class Notebook {

    private final String user;
    private final List<Reading> readings = new ArrayList<>();
    private final List<JsonNode> state = new ArrayList<>();
    private final List<Entry> applied = new ArrayList<>();
    private boolean reading;
    private long from;
    private long admittedAt;
    private long furthest;

    Notebook(String user) {
        this.user = user;
    }

    /** All that was read so far. */
    List<Reading> readings() {
        return List.copyOf(readings);
    }

    /** A message of the state that the next reading begins with. */
    void stated(JsonNode message) {
        state.add(message);
    }

    void begin(long place, long letInAt) {
        reading = true;
        from = place;
        admittedAt = letInAt;
        furthest = place;
    }

    void shown(long place) {
        furthest = Math.max(furthest, place);
    }

    void applied(Entry entry) {
        applied.add(entry);
    }

    /** Something breaks the reading off, or there is no more to read. */
    void end(boolean toTheEnd) {
        if (reading) {
            readings.add(new Reading(user, from, admittedAt, state, applied, furthest, toTheEnd));
        }
        reading = false;
        state.clear();
        applied.clear();
    }
}
