package parley.gateway.rest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path with named parts, such as {@code /v1/spaces/{space}}. */
public record PathTemplate(List<String> parts) {
    /**
     * A path that fits a template.
     *
     * @param values the named parts, decoded
     */
    public record Match(Map<String, String> values) {
        public Match {
            values = Map.copyOf(values);
        }
    }

    public PathTemplate {
        parts = List.copyOf(parts);
    }

    public static PathTemplate of(String path) {
        return new PathTemplate(List.of(path.substring(1).split("/", -1)));
    }

    /** Fits the parts of a path, decoded. */
    Optional<Match> match(List<String> sent) {
        if (sent.size() != parts.size()) {
            return Optional.empty();
        }
        var values = new HashMap<String, String>();
        for (var i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            if (part.startsWith("{")) {
                values.put(part.substring(1, part.length() - 1), sent.get(i));
            } else if (!part.equals(sent.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(new Match(values));
    }

    @Override
    public String toString() {
        return "/" + String.join("/", parts);
    }
}
