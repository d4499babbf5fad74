package parley.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The schemas of everything on the wire, by name; those of frames begin with who says them. */
final class Schemas {
    static final String SERVER = "server.";
    static final String CLIENT = "client.";

    private static final String REFERENCE = "#/components/schemas/";
    private static final List<String> FILES = List.of("values", "client", "commands", "server", "events", "rest");

    private final Map<String, JsonNode> byName = new TreeMap<>();

    Schemas() {
        for (var file : FILES) {
            for (var schema : ApiFiles.json("schemas/" + file + ".json").properties()) {
                if (byName.put(schema.getKey(), schema.getValue()) != null) {
                    throw new IllegalStateException("there are two schemas named " + schema.getKey());
                }
            }
        }
    }

    /** The names of frames that are said by {@link #SERVER} or {@link #CLIENT}. */
    List<String> frames(String by) {
        return byName.keySet().stream().filter(it -> it.startsWith(by)).toList();
    }

    JsonNode named(String name) {
        var schema = byName.get(name);
        if (schema == null) {
            throw new IllegalStateException("there is no schema named " + name);
        }
        return schema;
    }

    static ObjectNode reference(String name) {
        return JsonNodeFactory.instance.objectNode().put("$ref", REFERENCE + name);
    }

    /** The schemas that a document refers to, and those that these refer to in turn. */
    ObjectNode referredTo(JsonNode document) {
        var found = new TreeMap<String, JsonNode>();
        var unread = new ArrayDeque<JsonNode>(List.of(document));
        while (!unread.isEmpty()) {
            for (var text : unread.pop().findValuesAsText("$ref")) {
                var name = text.startsWith(REFERENCE) ? text.substring(REFERENCE.length()) : "";
                if (!name.isEmpty() && !found.containsKey(name)) {
                    found.put(name, named(name));
                    unread.push(named(name));
                }
            }
        }
        return JsonNodeFactory.instance.objectNode().setAll(found);
    }
}
