package parley.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Holds what tests capture to what the documents say of it. */
public final class Documented {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final JsonNode REQUESTS = ApiDocuments.built().openApi();
    private static final JsonNode FRAMES = ApiDocuments.built().asyncApi();
    private static final List<String> GONE_BY = List.of("ETag", "Link", "Location", "Set-Cookie");
    private static final Map<JsonNode, Schema> COMPILED = new ConcurrentHashMap<>();

    private Documented() {}

    /** A frame that the server has sent; fails where it is of another kind or shape than any that is documented. */
    public static JsonNode frame(JsonNode frame) {
        var message = FRAMES.path("components").path("messages").path(name(frame));
        if (message.isMissingNode()) {
            throw new AssertionError("asyncapi.json has no message " + name(frame) + " for " + frame);
        }
        check(FRAMES, message.path("payload"), frame);
        return frame;
    }

    /** Events are named by their types, passing models by theirs, and one's own log apart from those of spaces. */
    private static String name(JsonNode frame) {
        var op = "server." + frame.path("op").asText();
        return switch (op) {
            case "server.ev" -> op + "." + frame.path("type").asText();
            case "server.eph" -> op + "." + frame.path("model").asText();
            case "server.snap" -> frame.path("space").asText().equals("me") ? op + ".me" : op;
            default -> op;
        };
    }

    /** An answer to a request to a path as the routes have it; fails where its status or body is not documented. */
    public static void answer(String method, String path, int status, JsonNode body) {
        var responses = operation(method, path).path("responses");
        var response = responses.path(Integer.toString(status));
        if (response.isMissingNode() && status < 400) {
            throw new AssertionError("openapi.json has no answer %d for %s %s".formatted(status, method, path));
        }
        var content = response.isMissingNode()
                ? REQUESTS.at("/components/responses/Problem/content/application~1problem+json")
                : response.path("content").path("application/json");
        check(REQUESTS, content.path("schema"), body);
    }

    /**
     * An answer that is not JSON; fails where its status or the type of its body is not documented.
     *
     * @param type of the body; empty where there is none
     */
    public static void bare(String method, String path, int status, String type) {
        var response = operation(method, path).path("responses").path(Integer.toString(status));
        var media = type.split(";", 2)[0];
        boolean known = media.isEmpty()
                ? !response.isMissingNode() && !response.has("content")
                : response.path("content").has(media);
        if (!known) {
            throw new AssertionError(
                    "openapi.json has no answer %d of type '%s' for %s %s".formatted(status, media, method, path));
        }
    }

    /** Headers of an answer; fails where one that clients go by is sent and not documented, or promised and not sent. */
    public static void headers(String method, String path, int status, Set<String> sent) {
        var response = operation(method, path).path("responses").path(Integer.toString(status));
        var documented = response.path("headers");
        for (var name : GONE_BY) {
            if (sent.contains(name.toLowerCase(Locale.ROOT)) && !documented.has(name)) {
                throw new AssertionError(
                        "openapi.json has no header %s for %d of %s %s".formatted(name, status, method, path));
            }
        }
        for (var header : documented.properties()) {
            var promised = REQUESTS.at("/components/headers")
                    .path(header.getKey())
                    .path("required")
                    .asBoolean();
            if (promised && !sent.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                throw new AssertionError(
                        "%d of %s %s should have the header %s".formatted(status, method, path, header.getKey()));
            }
        }
    }

    /** A body that was accepted; fails where it is not what is documented. Where none is, none is read. */
    public static void body(String method, String path, JsonNode body) {
        var schema = operation(method, path).at("/requestBody/content/application~1json/schema");
        if (!schema.isMissingNode()) {
            check(REQUESTS, schema, body);
        }
    }

    /** Whatever went wrong where there is no route. */
    public static void problem(JsonNode body) {
        check(REQUESTS, Schemas.reference("Problem"), body);
    }

    private static JsonNode operation(String method, String path) {
        return REQUESTS.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
    }

    /** What is wrong with a value of a schema; empty where nothing is. */
    static List<String> errors(JsonNode document, JsonNode schema, JsonNode value) {
        var compiled = COMPILED.computeIfAbsent(schema, it -> compile(document, it));
        return compiled.validate(value).stream().map(Object::toString).toList();
    }

    private static void check(JsonNode document, JsonNode schema, JsonNode value) {
        if (schema.isMissingNode()) {
            throw new AssertionError("no body is documented here: " + value);
        }
        var errors = errors(document, schema, value);
        if (!errors.isEmpty()) {
            throw new AssertionError("%s are not what %s documents: %s".formatted(errors, schema, value));
        }
    }

    private static Schema compile(JsonNode document, JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set(
                "components",
                JsonNodeFactory.instance
                        .objectNode()
                        .set("schemas", document.path("components").path("schemas")));
        return REGISTRY.getSchema(whole);
    }
}
