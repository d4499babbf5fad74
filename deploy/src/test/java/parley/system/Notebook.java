package parley.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import parley.history.Client;
import parley.history.Entry;
import parley.history.Reading;

/** What one client writes down of what it reads. */
final class Notebook {

    private final Client client;
    private final List<Reading> readings = new ArrayList<>();
    private final List<JsonNode> state = new ArrayList<>();
    private final List<Entry> applied = new ArrayList<>();
    private boolean reading;
    private boolean anew;
    private long from;
    private long admittedAt;
    private long furthest;

    Notebook(Client client) {
        this.client = client;
    }

    /** All that was read so far. */
    List<Reading> readings() {
        return List.copyOf(readings);
    }

    /** A message of the state that the next reading begins with. */
    void stated(JsonNode message) {
        state.add(message);
    }

    /** Reads on from a state. */
    void begin(long place) {
        anew = true;
        start(place, place);
    }

    /** Reads on from where it was. */
    void goOn(long place, long letInAt) {
        end(false);
        anew = false;
        start(place, letInAt);
    }

    private void start(long place, long letInAt) {
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
            readings.add(new Reading(client, from, admittedAt, anew ? state : null, applied, furthest, toTheEnd));
        }
        reading = false;
        state.clear();
        applied.clear();
    }
}
