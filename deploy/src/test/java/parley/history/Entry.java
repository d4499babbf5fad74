package parley.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;

/** One event of a space's log, as its readers are told of it. */
public record Entry(long seq, String type, JsonNode data) implements Serializable {

    /** The event that a frame or a page of the log holds. */
    public static Entry of(JsonNode event) {
        return new Entry(event.path("seq").asLong(), event.path("type").asText(), event.path("data"));
    }

    /** A field of what happened; empty where there is none. */
    public String text(String field) {
        return data.path(field).asText();
    }
}
