package parley.persistence.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pcollections.HashTreePMap;
import parley.agent.run.Call;
import parley.agent.run.Progress;
import parley.space.Heads;
import parley.space.MemberId;
import parley.space.MessageId;
import parley.space.floor.TurnPolicy;

/** The promise: what was ever stored can be read, by this version and every later one, and means the same. */
class StoredFormatTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Path PROPOSED = Path.of("target/golden");

    static Set<String> names() {
        return Samples.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatIsWrittenIsReadAgain(String name) {
        for (var thing : List.of(Samples.full(Samples.type(name)), Samples.bare(Samples.type(name)))) {
            assertThat(StoredFormat.name(thing)).isEqualTo(name);
            assertThat(StoredFormat.read(name, StoredFormat.write(thing))).isEqualTo(thing);
        }
    }

    /** A field that was stored once keeps its name, its type and its value. */
    @ParameterizedTest
    @MethodSource("names")
    void everyFormEverStoredStillMeansTheSame(String name) throws IOException {
        for (var file : goldenFiles(name)) {
            var golden = StoredFormat.json().readTree(file.toFile());

            var thing = StoredFormat.read(
                    name, HexFormat.of().parseHex(golden.get("cbor").textValue()));

            assertThat(contains(tree(thing), golden.get("form")))
                    .as("%s holds all that %s does", tree(thing), file)
                    .isTrue();
        }
    }

    /**
     * A new field of an event, or a new name, needs a new golden file. A state that changes needs a new name instead.
     */
    @ParameterizedTest
    @MethodSource("names")
    void theFormOfTodayIsGolden(String name) throws IOException {
        var files = goldenFiles(name);
        var thing = Samples.full(Samples.type(name));
        var proposal = StoredFormat.json().createObjectNode();
        proposal.put("cbor", HexFormat.of().formatHex(StoredFormat.write(thing)));
        proposal.set("form", tree(thing));
        var proposed = PROPOSED.resolve(directory(name)).resolve((files.size() + 1) + ".json");
        Files.createDirectories(proposed.getParent());
        Files.writeString(
                proposed,
                StoredFormat.json().writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(proposal) + "\n");

        assertThat(files)
                .as("golden files of %s; one is proposed at %s", name, proposed)
                .isNotEmpty();
        assertThat(Files.readString(files.getLast()))
                .as("another form of %s; it is proposed at %s", name, proposed)
                .isEqualTo(Files.readString(proposed));
    }

    /** Samples hold the first variant of a sealed type only. */
    @Test
    void everyVariantInsideAStoredRecordIsReadAgain() throws IOException {
        var variants = Map.of(
                TurnPolicy.class, SpaceVocabulary.POLICIES,
                Progress.class, RunVocabulary.PROGRESS,
                Call.End.class, RunVocabulary.ENDS);
        for (var sealed : variants.entrySet()) {
            for (var variant : sealed.getValue().types().entrySet()) {
                var thing = Samples.full(variant.getValue());

                var form = StoredFormat.cbor().writerFor(sealed.getKey()).writeValueAsBytes(thing);

                assertThat(StoredFormat.cbor().readTree(form).get("is").textValue())
                        .isEqualTo(variant.getKey());
                assertThat((Object) StoredFormat.cbor().readValue(form, sealed.getKey()))
                        .isEqualTo(thing);
            }
        }
    }

    @Test
    void aNameThatIsNotKnownIsRefused() {
        assertThatThrownBy(() -> StoredFormat.read("space.message.sung:1", new byte[0]))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("space.message.sung:1 is not known");
    }

    @Test
    void damagedBytesAreRefused() {
        assertThatThrownBy(() -> StoredFormat.read("space.message.deleted:1", new byte[] {(byte) 0xbf, 1}))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aFieldThatIsNotKnownIsSkipped() throws IOException {
        var thing = Samples.full(Samples.type("space.message.deleted:1"));
        var tree = StoredFormat.cbor().readTree(StoredFormat.write(thing));
        ((ObjectNode) tree).put("mood", "sad");

        var read =
                StoredFormat.read("space.message.deleted:1", StoredFormat.cbor().writeValueAsBytes(tree));

        assertThat(read).isEqualTo(thing);
    }

    @Test
    void whatASpaceRemembersOfAMessageTakesLessThanNinetyBytes() throws IOException {
        var heads = HashTreePMap.<String, Heads.Head>empty();
        for (int number = 0; number < 1_000; number++) {
            var key = "01JD7X3K9QZ4T0V8R6M2N5%04d".formatted(number);
            var author = new MemberId("u_" + number % 7);
            var at = Instant.ofEpochMilli(1_795_000_000_000L + number);
            heads = heads.plus(
                    key, new Heads.Head(new MessageId("m_" + key), number, at, author, ~number, number, 1, false));
        }
        var all = new Heads(heads, HashTreePMap.empty(), Instant.ofEpochMilli(1_795_000_000_000L), null);

        var form = StoredFormat.cbor().writeValueAsBytes(all);

        assertThat(form.length).isLessThan(90 * 1_000);
        assertThat(StoredFormat.cbor().readValue(form, Heads.class)).isEqualTo(all);
    }

    private static List<Path> goldenFiles(String name) throws IOException {
        var directory = GOLDEN.resolve(directory(name));
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static String directory(String name) {
        return name.replace(':', '-');
    }

    /** As text, so that numbers compare by value. */
    private static JsonNode tree(Object thing) throws IOException {
        return StoredFormat.json()
                .readTree(
                        StoredFormat.cbor().readTree(StoredFormat.write(thing)).toString());
    }

    private static boolean contains(JsonNode now, JsonNode then) {
        if (!then.isObject()) {
            return now.equals(then);
        }
        return then.properties().stream()
                .allMatch(field -> now.has(field.getKey()) && contains(now.get(field.getKey()), field.getValue()));
    }
}
