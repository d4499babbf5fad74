package parley.gateway.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files of the web pages, by paths such as {@code assets/app.js}; whoever asks has made sure that a path leads nowhere else. */
@FunctionalInterface
interface PageFiles {
    /** Where the libraries and the font are, beside the sources. */
    Path MODULES = Path.of("..", "..", "..", "target", "web", "node_modules");

    Optional<byte[]> read(String path);

    /** As they were built into the product. */
    static PageFiles built() {
        return path -> {
            try (var file = PageFiles.class.getResourceAsStream("/web/" + path)) {
                return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        };
    }

    /** The sources as they lie in a directory, for those who work on them. */
    static PageFiles sources(Path directory) {
        var modules = directory.resolve(MODULES).normalize();
        return path -> {
            if (path.startsWith("assets/vendor/")) {
                return read(modules.resolve(path.substring("assets/vendor/".length())));
            }
            if (path.startsWith("assets/css/inter/")) {
                return read(modules.resolve(path.substring("assets/css/".length())));
            }
            return read(directory.resolve(path.startsWith("assets/") ? path.substring("assets/".length()) : path));
        };
    }

    private static Optional<byte[]> read(Path file) {
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
