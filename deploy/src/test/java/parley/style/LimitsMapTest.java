package parley.style;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import parley.presence.Draft;
import parley.space.SpaceLimits;
import parley.space.actor.Batch;
import parley.space.actor.HubSettings;
import parley.space.floor.Floor;

/** The page of limits names every setting with its default, and tests that exist. */
class LimitsMapTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern ROW = Pattern.compile(
            "^\\| (?<limit>[^|]+) \\| `(?<value>\\w+)` \\| (?:`(?<setting>[\\w-]+)` )?\\| [^|]+ \\| `(?<test>\\w+)#(?<method>\\w+)` \\|$",
            Pattern.MULTILINE);

    /** What is fixed, by the words of the page. */
    private static final Map<String, Integer> FIXED = Map.of(
            "frames in an incoming message", Batch.UPDATES_MAX,
            "mentions in a message", SpaceLimits.MENTIONS,
            "kinds of reaction to a message", SpaceLimits.REACTION_KINDS,
            "turns that an agent has open in a space", Floor.OPEN_PER_AGENT,
            "characters of a draft", Draft.TEXT_MAX,
            "events that a returning reader gets one by one", HubSettings.DEFAULT.replayEvents());

    private record Row(String limit, String value, String setting, String test, String method) {}

    @Test
    void everySettingIsOnThePageWithItsDefault() throws IOException {
        var defaults = new TreeMap<String, String>();
        ConfigFactory.parseFile(PROJECT.resolve("deploy/src/main/resources/reference.conf")
                        .toFile())
                .getObject("parley.limits")
                .forEach((setting, value) ->
                        defaults.put(setting, value.unwrapped().toString()));

        var named = rows().stream()
                .filter(row -> !row.setting().isEmpty())
                .collect(Collectors.toMap(Row::setting, Row::value, (one, _) -> one, TreeMap::new));

        assertThat(named).containsExactlyEntriesOf(defaults);
    }

    @Test
    void whatIsFixedIsAsThePageSays() throws IOException {
        var said = rows().stream()
                .filter(row -> FIXED.containsKey(row.limit()))
                .collect(Collectors.toMap(Row::limit, row -> Integer.valueOf(row.value())));

        assertThat(said).isEqualTo(FIXED);
    }

    @Test
    void everyTestOfThePageExists() throws IOException {
        var missing = new ArrayList<Row>();
        for (var row : rows()) {
            if (!declared(row)) {
                missing.add(row);
            }
        }

        assertThat(missing).isEmpty();
    }

    private static boolean declared(Row row) throws IOException {
        for (var source : SourceFormat.sources(PROJECT)) {
            if (source.endsWith(row.test() + ".java")) {
                return Files.readString(source).contains("void " + row.method() + "(");
            }
        }
        return false;
    }

    private static List<Row> rows() throws IOException {
        var page = Files.readString(PROJECT.resolve("docs/limits.md"));
        var rows = ROW.matcher(page)
                .results()
                .map(row -> new Row(
                        row.group("limit"),
                        row.group("value"),
                        row.group("setting") == null ? "" : row.group("setting"),
                        row.group("test"),
                        row.group("method")))
                .toList();
        long lines = page.lines().filter(line -> line.startsWith("| ")).count();
        assertThat(rows).as("every line of the table but its head").hasSize((int) lines - 1);
        return rows;
    }
}
