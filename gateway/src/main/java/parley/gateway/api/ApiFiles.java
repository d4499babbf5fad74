package parley.gateway.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files that the descriptions are made of, as they were built into the product. */
final class ApiFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ApiFiles() {}

    static ObjectNode json(String path) {
        try {
            return JSON.readValue(text(path), ObjectNode.class);
        } catch (IOException broken) {
            throw new UncheckedIOException("/api/" + path, broken);
        }
    }

    static String text(String path) {
        try (var file = ApiFiles.class.getResourceAsStream("/api/" + path)) {
            if (file == null) {
                throw new IllegalStateException("this build has no /api/" + path);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
