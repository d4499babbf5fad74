package parley.gateway.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Where the pages' script and style are, and what a browser may fetch ahead.
 *
 * @param hashed whether names change with their content, so that a browser may keep the files for ever
 * @param worker the script of the worker that all tabs share
 * @param scripts the script's static imports
 * @param fonts those that the first page shows
 */
record Bundle(boolean hashed, String script, String worker, String style, List<String> scripts, List<String> fonts) {
    static final Bundle UNBUNDLED =
            new Bundle(false, "/assets/app.js", "/assets/worker.js", "/assets/css/app.css", List.of(), List.of());

    private static final List<String> FIRST_FONTS =
            List.of("inter-latin-400-normal.woff2", "inter-latin-600-normal.woff2");

    /** Reads what esbuild writes about its outputs. */
    static Bundle of(byte[] metafile) {
        try {
            var outputs = new ObjectMapper().readTree(metafile).path("outputs");
            var script = entry(outputs, "app.js");
            var imports = imports(script.getValue());
            return new Bundle(
                    true,
                    address(script.getKey()),
                    address(entry(outputs, "worker.js").getKey()),
                    address(entry(outputs, "css/app.css").getKey()),
                    imports,
                    fonts(outputs));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map.Entry<String, JsonNode> entry(JsonNode outputs, String source) {
        return outputs.properties().stream()
                .filter(it -> it.getValue().path("entryPoint").asText().equals(source))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the pages were built without " + source));
    }

    private static List<String> imports(JsonNode script) {
        return elements(script.path("imports"))
                .filter(it -> it.path("kind").asText().equals("import-statement"))
                .map(it -> address(it.path("path").asText()))
                .toList();
    }

    private static List<String> fonts(JsonNode outputs) {
        return outputs.properties().stream()
                .filter(output -> output.getValue().path("inputs").properties().stream()
                        .anyMatch(input -> FIRST_FONTS.stream().anyMatch(input.getKey()::endsWith)))
                .map(output -> address(output.getKey()))
                .filter(address -> address.endsWith(".woff2"))
                .sorted()
                .toList();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String address(String output) {
        return "/assets/" + output.substring(output.lastIndexOf('/') + 1);
    }
}
