package parley.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** A command as a request, for clients that have no connection to send frames on. */
record CommandRequest(Api api, JsonNode command) {

    /** Sends it; the answer is the frame that a connection would have brought. */
    JsonNode send() throws IOException, InterruptedException {
        var answer = request();
        var frame = Api.JSON.createObjectNode();
        if (answer.status() < 300) {
            frame.put("op", "ok").setAll((ObjectNode) answer.body());
        } else {
            frame.put("op", "err").set("problem", answer.body());
        }
        return frame.put("re", command.path("id").asInt());
    }

    private Api.Answer request() throws IOException, InterruptedException {
        var text = Api.JSON.createObjectNode().put("text", data("text"));
        return switch (command.path("type").asText()) {
            case "message.send" -> api.call("PUT", messages(command.path("key").asText()), text);
            case "message.edit" -> api.call("PATCH", messages(data("id")), text, "If-Match", "*");
            case "message.delete" -> api.call("DELETE", messages(data("id")), null);
            case "reaction.set" -> api.call("PUT", reaction(), null);
            case "reaction.unset" -> api.call("DELETE", reaction(), null);
            case "read.set" -> api.call("PUT", space() + "/read", command.path("data"));
            default -> throw new AssertionError("no request does what %s says".formatted(command));
        };
    }

    private String reaction() {
        return messages(data("id")) + "/reactions/" + Api.encoded(data("emoji"));
    }

    private String messages(String id) {
        return space() + "/messages/" + id;
    }

    private String space() {
        return "/v1/spaces/" + command.path("space").asText();
    }

    private String data(String field) {
        return command.path("data").path(field).asText();
    }
}
