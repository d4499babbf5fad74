package parley.gateway.rt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import parley.gateway.api.Documented;

/** A client of server-sent events, which hears one event after the other when it asks for it. */
final class Events implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final BufferedReader lines;
    private String lastId = "";

    /** @param id as sent with this event; empty where there was none */
    record Event(String id, String name, long retry, List<JsonNode> frames) {}

    Events(InputStream stream) {
        lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** Where to go on after the last event that named its place. */
    String lastId() {
        return lastId;
    }

    /** The frame that fits, and the id of the event it came in; fails where the stream ends before. */
    Event await(Predicate<JsonNode> wanted) {
        while (true) {
            var event = next();
            if (event == null) {
                throw new AssertionError("the stream ended");
            }
            if (event.frames().stream().anyMatch(wanted)) {
                return event;
            }
        }
    }

    /** Everything up to the end of the stream. */
    List<Event> rest() {
        var all = new ArrayList<Event>();
        for (var event = next(); event != null; event = next()) {
            all.add(event);
        }
        return all;
    }

    @Nullable
    Event next() {
        try {
            var id = "";
            var name = "message";
            long retry = 0;
            var frames = new ArrayList<JsonNode>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    lastId = id.isEmpty() ? lastId : id;
                    return new Event(id, name, retry, frames);
                }
                var value = line.substring(line.indexOf(':') + 1).strip();
                switch (line.substring(0, line.indexOf(':'))) {
                    case "id" -> id = value;
                    case "event" -> name = value;
                    case "retry" -> retry = Long.parseLong(value);
                    case "data" -> frames.add(Documented.frame(JSON.readTree(value)));
                    default -> {}
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
