package parley.gateway.rt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.LongStream;

/** What tests read out of frames. */
final class Frames {

    private Frames() {}

    /** The places that events and notices fill, as they came. */
    static List<Long> sequence(List<JsonNode> events) {
        return events.stream()
                .flatMapToLong(event -> event.path("op").asText().equals("skip")
                        ? LongStream.rangeClosed(
                                event.path("from").asLong(), event.path("to").asLong())
                        : LongStream.of(event.path("seq").asLong()))
                .boxed()
                .toList();
    }

    /** Every place after a cursor, up to the head. */
    static List<Long> after(long cursor, long head) {
        return LongStream.rangeClosed(cursor + 1, head).boxed().toList();
    }

    /** What a message says. */
    static String text(JsonNode message) {
        return message.path("data").path("text").asText();
    }

    /** What an error says is wrong. */
    static String code(JsonNode error) {
        return error.path("problem").path("code").asText();
    }

    /** The row that says so. */
    static JsonNode awaitPresence(Client client, String person, String state) {
        return awaitDelta(client, person, state).path("set").path(person);
    }

    static JsonNode awaitDelta(Client client, String person, String state) {
        return client.await(frame -> frame.path("model").asText().equals("presence")
                && frame.path("set").path(person).path("state").asText().equals(state));
    }
}
