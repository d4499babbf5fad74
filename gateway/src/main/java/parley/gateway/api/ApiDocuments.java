package parley.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The two documents that describe the wire, one for requests and one for frames, each whole in itself and of the same schemas. */
public final class ApiDocuments {
    private static final ApiDocuments BUILT = new ApiDocuments(new Schemas());

    private final ObjectNode requests = ApiFiles.json("openapi.json");
    private final ObjectNode frames = ApiFiles.json("asyncapi.json");

    private ApiDocuments(Schemas schemas) {
        messages(frames, schemas);
        complete(requests, schemas);
        complete(frames, schemas);
    }

    /** As they were built into the product. */
    public static ApiDocuments built() {
        return BUILT;
    }

    /** The REST resources, as OpenAPI 3.1; to be read, not changed. */
    public JsonNode openApi() {
        return requests;
    }

    /** The frames of the realtime protocol, as AsyncAPI 3.0; to be read, not changed. */
    public JsonNode asyncApi() {
        return frames;
    }

    /** Every schema of a frame is a message of the channels that carry it: what the server sends, or what it receives. */
    private static void messages(ObjectNode document, Schemas schemas) {
        var messages = document.withObject("/components/messages");
        for (var operation : document.path("operations")) {
            var channel = operation.path("channel").path("$ref").textValue();
            var by = operation.path("action").asText().equals("send") ? Schemas.SERVER : Schemas.CLIENT;
            var carried = document.withObject(channel.substring(1) + "/messages");
            var said = ((ObjectNode) operation).putArray("messages");
            for (var name : schemas.frames(by)) {
                messages.set(name, message(name, schemas));
                carried.putObject(name).put("$ref", "#/components/messages/" + name);
                said.addObject().put("$ref", channel + "/messages/" + name);
            }
        }
    }

    private static ObjectNode message(String name, Schemas schemas) {
        var message = JsonNodeFactory.instance.objectNode();
        message.put("name", name);
        message.put("summary", schemas.named(name).path("description").asText());
        message.set("payload", Schemas.reference(name));
        return message;
    }

    private static void complete(ObjectNode document, Schemas schemas) {
        document.withObject("/components").set("schemas", schemas.referredTo(document));
    }
}
