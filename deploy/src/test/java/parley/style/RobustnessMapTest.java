package parley.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The map of known failure modes names tests that exist, and each of them says which failure it excludes. */
class RobustnessMapTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path MAP = PROJECT.resolve("docs/robustness.md");

    private static final Pattern ROW =
            Pattern.compile("^\\| ((?:[A-Z]\\d+)(?:, [A-Z]\\d+)*) \\|(.*)\\|$", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final Pattern TAG = Pattern.compile("@(?:Arch)?Tag\\(\"(\\w+)\"\\)");

    private static final Pattern CLASS = Pattern.compile("^(?:public |abstract |final )*class ", Pattern.MULTILINE);

    private record Mapped(String id, String testClass, String method) {}

    @Test
    void everyTestOfTheMapExistsAndBearsItsTag() throws IOException {
        var sources = testSources();
        var wrong = new ArrayList<String>();
        for (var mapped : mapped()) {
            var source = sources.get(mapped.testClass());
            if (source == null || !tags(source, mapped.method()).contains(mapped.id())) {
                wrong.add(mapped.toString());
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void everyRowNamesATestOrSaysThatItIsOpen() throws IOException {
        var without = ROW.matcher(Files.readString(MAP))
                .results()
                .filter(row ->
                        !TEST.matcher(row.group(2)).find() && !row.group(2).contains("open:"))
                .map(row -> row.group(1))
                .toList();

        assertThat(without).isEmpty();
    }

    @Test
    void everyTagOfATestIsOnTheMap() throws IOException {
        var tagged = new TreeSet<String>();
        testSources()
                .values()
                .forEach(source ->
                        TAG.matcher(source).results().map(tag -> tag.group(1)).forEach(tagged::add));

        assertThat(rows().keySet()).containsAll(tagged);
    }

    private static List<Mapped> mapped() throws IOException {
        return rows().entrySet().stream()
                .flatMap(row -> TEST.matcher(row.getValue())
                        .results()
                        .map(test -> new Mapped(row.getKey(), test.group(1), test.group(2))))
                .toList();
    }

    /** The text beside each id. */
    private static Map<String, String> rows() throws IOException {
        var rows = new TreeMap<String, String>();
        ROW.matcher(Files.readString(MAP))
                .results()
                .forEach(row -> Arrays.stream(row.group(1).split(", ")).forEach(id -> rows.put(id, row.group(2))));
        return rows;
    }

    private static Map<String, String> testSources() throws IOException {
        var sources = new TreeMap<String, String>();
        for (var source : SourceFormat.sources(PROJECT)) {
            var name = source.getFileName().toString();
            if (!source.toString().contains("/src/main/")) {
                sources.put(name.substring(0, name.length() - ".java".length()), Files.readString(source));
            }
        }
        return sources;
    }

    /** The tags of a method and of its class; none where there is no such method. */
    private static Set<String> tags(String source, String method) {
        var declared = Pattern.compile("((?: {4}@.*\\n)+) {4}(?:(?:static|final) )*[\\w<>.]+ " + method + "\\b")
                .matcher(source);
        if (!declared.find()) {
            return Set.of();
        }
        var ofClass = CLASS.split(source, 2)[0];
        return TAG.matcher(ofClass + declared.group(1))
                .results()
                .map(tag -> tag.group(1))
                .collect(Collectors.toSet());
    }
}
