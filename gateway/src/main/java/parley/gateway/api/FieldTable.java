package parley.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The fields of a schema as rows that people read. */
final class FieldTable {
    private FieldTable() {}

    /** Nothing for a schema without fields. */
    static String html(JsonNode schema) {
        var rows = rows(schema, "");
        return rows.isEmpty()
                ? ""
                : "<div class=\"table-scroll\"><table class=\"table\"><thead><tr><th scope=\"col\">Field</th>"
                        + "<th scope=\"col\">Type</th></tr></thead><tbody>" + rows + "</tbody></table></div>";
    }

    private static String rows(JsonNode schema, String within) {
        var required = elements(schema.path("required")).map(JsonNode::asText).collect(Collectors.toSet());
        var rows = new StringBuilder();
        for (var field : schema.path("properties").properties()) {
            var name = within + field.getKey();
            var optional = required.contains(field.getKey()) ? "" : " <span class=\"quiet\">optional</span>";
            rows.append("<tr><td><code>%s</code>%s</td><td>%s</td></tr>"
                    .formatted(Html.text(name), optional, type(field.getValue())));
            rows.append(rows(field.getValue(), name + "."));
        }
        return rows.toString();
    }

    /** What a value is, in few words; a name is a link to where it is described. */
    static String type(JsonNode schema) {
        if (schema.has("$ref")) {
            return link(schema.path("$ref").asText());
        }
        if (schema.has("const")) {
            return "<code>" + Html.text(schema.path("const").asText()) + "</code>";
        }
        if (schema.has("enum")) {
            return elements(schema.path("enum"))
                    .map(it -> "<code>" + Html.text(it.asText()) + "</code>")
                    .collect(Collectors.joining(", "));
        }
        for (var choices : new String[] {"anyOf", "oneOf"}) {
            if (schema.has(choices)) {
                return elements(schema.path(choices)).map(FieldTable::type).collect(Collectors.joining(" or "));
            }
        }
        return kind(schema);
    }

    private static String kind(JsonNode schema) {
        var type = schema.path("type");
        if (type.isArray()) {
            return elements(type).map(JsonNode::asText).collect(Collectors.joining(" or "));
        }
        return switch (type.asText("anything")) {
            case "array" -> "list of " + type(schema.path("items"));
            case "object" ->
                schema.has("additionalProperties")
                        ? "object whose values are " + type(schema.path("additionalProperties"))
                        : "object";
            default -> type.asText("anything");
        };
    }

    private static String link(String reference) {
        var name = Html.text(reference.substring(reference.lastIndexOf('/') + 1));
        return "<a href=\"#%s\">%s</a>".formatted(name, name);
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
