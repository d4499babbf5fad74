package parley.style;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The format of every Java source; run with the project's folder, it brings them all into it. */
final class SourceFormat {

    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(Style.PALANTIR)
            .formatJavadoc(false)
            .build());

    private SourceFormat() {}

    public static void main(String[] arguments) throws IOException {
        for (var source : sources(Path.of(arguments[0]))) {
            var formatted = formatted(source);
            if (!formatted.equals(Files.readString(source))) {
                Files.writeString(source, formatted);
            }
        }
    }

    static List<Path> sources(Path project) throws IOException {
        try (var modules = Files.list(project)) {
            return modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .flatMap(SourceFormat::javaBelow)
                    .sorted()
                    .toList();
        }
    }

    static String formatted(Path source) {
        try {
            var text = RemoveUnusedImports.removeUnusedImports(Files.readString(source));
            return FORMATTER.formatSource(ImportOrderer.reorderImports(text, Style.PALANTIR));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FormatterException e) {
            throw new IllegalStateException(source + " cannot be read as Java", e);
        }
    }

    private static Stream<Path> javaBelow(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
