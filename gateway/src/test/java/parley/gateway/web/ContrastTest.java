package parley.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything on the pages can be read and told apart, in light and in dark: contrast as WCAG 2.2 computes it. */
class ContrastTest {
    private static final Path TOKENS = Path.of("src/main/web/css/tokens.css");
    private static final Pattern TOKEN =
            Pattern.compile("--([a-z0-9-]+): light-dark\\(#([0-9A-F]{6}), #([0-9A-F]{6})\\)");
    private static final double TEXT = 4.5;
    private static final double CONTROL = 3.0;
    private static final List<String> SURFACES = List.of("bg-app", "bg", "bg-2", "hover", "sel");

    private record Pair(String front, String back, double least) {}

    @ParameterizedTest(name = "{0} on {1} in {3}")
    @MethodSource("pairs")
    void thePairHasTheContrastItNeeds(String front, String back, double least, String theme, double contrast) {
        assertThat(contrast).as("%s on %s in %s", front, back, theme).isGreaterThanOrEqualTo(least);
    }

    static Stream<Arguments> pairs() throws IOException {
        var light = new HashMap<String, String>();
        var dark = new HashMap<String, String>();
        TOKEN.matcher(Files.readString(TOKENS)).results().forEach(token -> {
            light.put(token.group(1), token.group(2));
            dark.put(token.group(1), token.group(3));
        });
        return Stream.of(Map.entry("light", light), Map.entry("dark", dark))
                .flatMap(theme -> needed().map(pair -> Arguments.of(
                        pair.front(), pair.back(), pair.least(), theme.getKey(), contrast(theme.getValue(), pair))));
    }

    private static Stream<Pair> needed() {
        var texts = Stream.of("fg", "fg-2", "fg-3")
                .flatMap(text -> SURFACES.stream().map(surface -> new Pair(text, surface, TEXT)));
        var tinted = Stream.of("ok", "warn", "danger", "accent-text")
                .flatMap(text -> Stream.of("bg-app", "bg", "bg-2", text.replace("-text", "") + "-soft")
                        .map(surface -> new Pair(text, surface, TEXT)));
        var code = Stream.of("code-keyword", "code-string", "code-number", "fg-3", "fg")
                .map(text -> new Pair(text, "code-bg", TEXT));
        var controls = Stream.of("bg", "bg-2").map(surface -> new Pair("line-2", surface, CONTROL));
        var agents = IntStream.rangeClosed(1, 8)
                .boxed()
                .flatMap(number ->
                        Stream.of(new Pair("on" + number, "c" + number, TEXT), new Pair("c" + number, "bg", CONTROL)));
        var button = Stream.of(new Pair("accent-fg", "accent", TEXT));
        return Stream.of(texts, tinted, code, controls, agents, button).flatMap(pairs -> pairs);
    }

    private static double contrast(Map<String, String> theme, Pair pair) {
        assertThat(theme).containsKeys(pair.front(), pair.back());
        var one = luminance(theme.getOrDefault(pair.front(), ""));
        var other = luminance(theme.getOrDefault(pair.back(), ""));
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    private static double luminance(String colour) {
        return 0.2126 * linear(colour, 0) + 0.7152 * linear(colour, 2) + 0.0722 * linear(colour, 4);
    }

    private static double linear(String colour, int at) {
        var part = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
