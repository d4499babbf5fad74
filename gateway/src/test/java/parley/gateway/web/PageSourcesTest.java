package parley.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages' sources hold to what their content security policy and their readers rely on. */
class PageSourcesTest {
    private static final Path SOURCES = Path.of("src/main/web");
    private static final Pattern MARKUP_FROM_TEXT = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|unsafeSVG|document\\.write|createContextualFragment"
                    + "|DOMParser|\\beval\\(|new Function|srcdoc");
    private static final Pattern INLINE_STYLE = Pattern.compile("\\sstyle=|styleMap");
    private static final Pattern INLINE_HANDLER = Pattern.compile("\\son[a-z]+=[\"'$]");
    private static final int LINES_MAX = 300;

    @ParameterizedTest
    @MethodSource("modules")
    void noTextBecomesMarkup(Path module) {
        assertThat(text(module)).doesNotContainPattern(MARKUP_FROM_TEXT);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void nothingIsStyledOrHandledInline(Path module) {
        assertThat(text(module)).doesNotContainPattern(INLINE_STYLE).doesNotContainPattern(INLINE_HANDLER);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyModuleIsTypeCheckedAndNotTooLong(Path module) {
        assertThat(text(module)).startsWith("// @ts-check\n");
        assertThat(text(module).lines().count())
                .isLessThanOrEqualTo(module.endsWith("en.js") ? LINES_MAX * 2 : LINES_MAX);
    }

    static List<Path> modules() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".js")).toList();
        }
    }

    private static String text(Path module) {
        try {
            return Files.readString(module);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
