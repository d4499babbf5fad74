package parley.ui;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The pages' modules keep their promises in the browser they are written for: every {@code *.test.js}, unbundled. */
class ModulesTest {
    private static final Path GATEWAY = Path.of("..", "gateway");
    private static final Path SOURCES = GATEWAY.resolve("src/main/web");
    private static final Path TESTS = GATEWAY.resolve("src/test/web");
    private static final Path HISTORIES = GATEWAY.resolve("target/histories");
    private static final Path LIBRARIES = GATEWAY.resolve("target/web/node_modules");
    private static final String RUN = """
            async (files) => {
                for (const file of files) {
                    await import(`/test/${file}`);
                }
                return (await import("/test/harness.js")).run();
            }
            """;

    @TestFactory
    @Tag("S2")
    @Tag("S9")
    @Tag("S11")
    @Tag("W6")
    @Tag("W7")
    @Tag("W8")
    @Tag("W26")
    Stream<DynamicTest> everyModuleKeepsItsPromises() throws IOException {
        try (var page = Chromium.browser().newPage()) {
            page.route("**/*", ModulesTest::serve);
            page.navigate("http://localhost/");

            var results = results(page);

            assertThat(results).isNotEmpty();
            return results.entrySet().stream()
                    .map(result -> dynamicTest(
                            result.getKey(), () -> assertThat(result.getValue()).isNull()));
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable String> results(Page page) throws IOException {
        return (Map<String, @Nullable String>) page.evaluate(RUN, testFiles());
    }

    private static List<String> testFiles() throws IOException {
        try (var files = Files.list(TESTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".test.js"))
                    .sorted()
                    .toList();
        }
    }

    private static void serve(Route route) {
        var path = route.request().url().replaceFirst("^http://localhost/", "");
        try {
            if (path.isEmpty()) {
                route.fulfill(
                        new Route.FulfillOptions().setContentType("text/html").setBody(page()));
                return;
            }
            if (path.equals("histories")) {
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(histories()));
                return;
            }
            var file = file(path);
            if (Files.exists(file)) {
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/javascript; charset=utf-8")
                        .setBody(Files.readString(file)));
                return;
            }
            route.fulfill(new Route.FulfillOptions().setStatus(404));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String page() throws IOException {
        return "<!doctype html><meta charset=utf-8><script type=importmap>"
                + Files.readString(SOURCES.resolve("importmap.json")) + "</script>";
    }

    /** What the rules and the encoder of the server made of random commands, as one list. */
    private static String histories() throws IOException {
        try (var files = Files.list(HISTORIES)) {
            return files.sorted().map(ModulesTest::text).collect(joining(",", "[", "]"));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path file(String path) {
        if (path.startsWith("test/")) {
            return TESTS.resolve(path.substring("test/".length()));
        }
        return path.startsWith("assets/vendor/")
                ? LIBRARIES.resolve(path.substring("assets/vendor/".length()))
                : SOURCES.resolve(path);
    }
}
