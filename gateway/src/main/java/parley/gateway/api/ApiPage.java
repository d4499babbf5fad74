package parley.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page on which people read what the two documents say. */
public final class ApiPage {
    private final JsonNode requests;
    private final JsonNode frames;

    private ApiPage(ApiDocuments documents) {
        requests = documents.openApi();
        frames = documents.asyncApi();
    }

    /** The document, all filled in but the style and the theme. */
    public static String html(ApiDocuments documents) {
        var page = new ApiPage(documents);
        return ApiFiles.text("page.html")
                .replace("{{operations}}", page.operations())
                .replace("{{channels}}", page.channels())
                .replace("{{said}}", page.frames(Schemas.CLIENT))
                .replace("{{heard}}", page.frames(Schemas.SERVER))
                .replace("{{values}}", page.values());
    }

    private String operations() {
        var byTag = new LinkedHashMap<String, StringBuilder>();
        for (var path : requests.path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                if (method.getValue().has("operationId")) {
                    byTag.computeIfAbsent(method.getValue().path("tags").path(0).asText(), _ -> new StringBuilder())
                            .append(operation(method.getKey(), path.getKey(), method.getValue()));
                }
            }
        }
        return byTag.entrySet().stream()
                .map(tag -> "<section><h3>" + capital(tag.getKey()) + "</h3>" + tag.getValue() + "</section>")
                .collect(Collectors.joining());
    }

    private static String operation(String method, String path, JsonNode operation) {
        var parameters = new StringBuilder();
        for (var parameter : operation.path("parameters")) {
            parameters.append("<li><code>%s</code> %s: %s</li>"
                    .formatted(
                            Html.text(parameter.path("name").asText()),
                            FieldTable.type(parameter.path("schema")),
                            Html.text(parameter.path("description").asText())));
        }
        return """
                <article class="card reference-item" id="%s">
                <h4><b>%s</b> <code>%s</code></h4>
                <p>%s <span class="quiet">%s</span></p>
                <ul>%s%s%s</ul>
                </article>
                """.formatted(
                        operation.path("operationId").asText(),
                        method.toUpperCase(Locale.ROOT),
                        Html.text(path),
                        Html.text(operation.path("summary").asText()),
                        Html.text(operation.path("x-access").asText().replace('-', ' ')),
                        parameters,
                        content(operation.path("requestBody"))
                                .map("<li>body: %s</li>"::formatted)
                                .orElse(""),
                        answers(operation));
    }

    private static String answers(JsonNode operation) {
        var answers = new StringBuilder();
        for (var answer : operation.path("responses").properties()) {
            if (!answer.getKey().equals("default")) {
                var body = content(answer.getValue())
                        .orElseGet(() ->
                                Html.text(answer.getValue().path("description").asText()));
                answers.append("<li><code>%s</code> %s</li>".formatted(answer.getKey(), body));
            }
        }
        return answers.toString();
    }

    private static Optional<String> content(JsonNode body) {
        var types = body.path("content").properties().stream()
                .map(type -> type.getKey().equals("application/json")
                        ? FieldTable.type(type.getValue().path("schema"))
                        : "<code>" + Html.text(type.getKey()) + "</code>")
                .collect(Collectors.joining(" or "));
        return Optional.of(types).filter(it -> !it.isEmpty());
    }

    private String channels() {
        return frames.path("channels").properties().stream()
                .map(Map.Entry::getValue)
                .map(it -> "<li><code>%s</code> %s. %s</li>"
                        .formatted(
                                Html.text(it.path("address").asText()),
                                Html.text(it.path("title").asText()),
                                Html.text(it.path("description").asText())))
                .collect(Collectors.joining());
    }

    private String frames(String by) {
        return frames.path("components").path("schemas").properties().stream()
                .filter(schema -> schema.getKey().startsWith(by))
                .map(schema -> schema(schema.getKey(), schema.getKey().substring(by.length()), schema.getValue()))
                .collect(Collectors.joining());
    }

    private String values() {
        var all = new TreeMap<String, JsonNode>();
        for (var document : new JsonNode[] {requests, frames}) {
            document.path("components").path("schemas").properties().forEach(it -> all.put(it.getKey(), it.getValue()));
        }
        return all.entrySet().stream()
                .filter(it ->
                        !it.getKey().startsWith(Schemas.CLIENT) && !it.getKey().startsWith(Schemas.SERVER))
                .map(it -> schema(it.getKey(), it.getKey(), it.getValue()))
                .collect(Collectors.joining());
    }

    private static String schema(String id, String title, JsonNode schema) {
        var fields = FieldTable.html(schema);
        var examples = new StringBuilder();
        for (var example : schema.path("examples")) {
            examples.append("<pre>").append(Html.text(example.toString())).append("</pre>");
        }
        return """
                <article class="card reference-item" id="%s">
                <h4><code>%s</code></h4>
                <p>%s</p>
                %s%s
                </article>
                """.formatted(
                        id,
                        title,
                        Html.text(schema.path("description").asText()),
                        fields.isEmpty() ? "<p>" + FieldTable.type(schema) + "</p>" : fields,
                        examples);
    }

    private static String capital(String word) {
        return Html.text(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
}
