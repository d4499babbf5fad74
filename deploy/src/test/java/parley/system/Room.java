package parley.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import parley.history.Acknowledged;
import parley.history.Marked;

/**
 * One space whose members write down what they were told.
 *
 * @param messages ids of messages that were acknowledged
 */
record Room(String space, List<String> messages, Collection<Acknowledged> acknowledged, Collection<Marked> marked) {

    Room(String space) {
        this(space, new CopyOnWriteArrayList<>(), new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
    }

    /** An answer that says that something is stored; any other tells nothing. */
    void answered(String user, String what, String subject, JsonNode answer) {
        if (!answer.path("op").asText().equals("ok")) {
            return;
        }
        boolean sent = what.equals("message.created");
        acknowledged.add(new Acknowledged(
                user,
                what,
                subject,
                answer.path("seq").asLong(),
                sent || !answer.path("dup").asBoolean()));
        if (sent) {
            messages.add(answer.path("id").asText());
        }
    }
}
