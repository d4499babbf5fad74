package parley.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.gateway.access.ProblemCode;

/** The documents are whole, their schemas are schemas, and what they name is what there is. */
class ApiDocumentsTest {
    private static final JsonNode REQUESTS = ApiDocuments.built().openApi();
    private static final JsonNode FRAMES = ApiDocuments.built().asyncApi();

    static Stream<JsonNode> documents() {
        return Stream.of(REQUESTS, FRAMES);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyReferenceLeadsSomewhereInTheSameDocument(JsonNode document) {
        assertThat(document.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it).startsWith("#/"))
                .allSatisfy(it -> assertThat(document.at(it.substring(1)).isMissingNode())
                        .as(it)
                        .isFalse());
    }

    static Stream<Arguments> standards() {
        return Stream.of(
                Arguments.of(REQUESTS, "openapi-3.1.json", SpecificationVersion.DRAFT_2020_12),
                Arguments.of(FRAMES, "asyncapi-3.0.json", SpecificationVersion.DRAFT_7));
    }

    @ParameterizedTest
    @MethodSource("standards")
    void theDocumentsAreByTheirStandards(JsonNode document, String standard, SpecificationVersion dialect)
            throws IOException {
        var schema = SchemaRegistry.withDefaultDialect(dialect).getSchema(standard(standard));
        var misspelt = ((ObjectNode) document.deepCopy()).put("inof", "a misspelt field");

        assertThat(schema.validate(document)).isEmpty();
        assertThat(schema.validate(misspelt)).isNotEmpty();
    }

    private static JsonNode standard(String name) throws IOException {
        try (var file = ApiDocumentsTest.class.getResourceAsStream("/standards/" + name)) {
            return new ObjectMapper().readTree(file);
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everySchemaIsOneByTheStandard(JsonNode document) {
        var standard = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

        assertThat(document.path("components").path("schemas").properties())
                .allSatisfy(schema -> assertThat(standard.validate(schema.getValue()))
                        .as(schema.getKey())
                        .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everySchemaSaysWhatItIs(JsonNode document) {
        assertThat(document.path("components").path("schemas").properties())
                .allSatisfy(schema -> assertThat(
                                schema.getValue().path("description").asText())
                        .as(schema.getKey())
                        .isNotBlank());
    }

    @Test
    void bothDocumentsHaveTheSameSchemas() {
        var ofFrames = FRAMES.path("components").path("schemas");
        var shared = REQUESTS.path("components").path("schemas").properties().stream()
                .filter(it -> ofFrames.has(it.getKey()))
                .toList();

        assertThat(shared)
                .isNotEmpty()
                .allSatisfy(it -> assertThat(ofFrames.get(it.getKey())).isEqualTo(it.getValue()));
    }

    @Test
    void everyCodeOfAProblemIsNamed() {
        var codes = Stream.of(ProblemCode.values()).map(ProblemCode::wire).toList();

        assertThat(texts(FRAMES.at("/components/schemas/ProblemCode/enum"))).containsExactlyInAnyOrderElementsOf(codes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"op\":\"wave\"}",
                "{\"op\":\"ev\",\"space\":\"sp_a\",\"seq\":1,\"type\":\"space.painted\",\"data\":{}}",
                "{\"op\":\"skip\",\"space\":\"sp_a\",\"from\":1}",
                "{\"op\":\"skip\",\"space\":\"sp_a\",\"from\":\"1\",\"to\":2}"
            })
    void aFrameThatIsNotDocumentedIsNoticed(String frame) throws IOException {
        var read = new ObjectMapper().readTree(frame);

        assertThatThrownBy(() -> Documented.frame(read)).isInstanceOf(AssertionError.class);
    }

    @Test
    void aFrameMayHaveMoreFieldsThanAreDocumented() throws IOException {
        var frame = new ObjectMapper().readTree("{\"op\":\"pong\",\"mood\":\"good\"}");

        assertThat(Documented.frame(frame)).isSameAs(frame);
    }

    @Test
    void peopleReadOfEveryOperationAndOfEverySchema() {
        var page = ApiPage.html(ApiDocuments.built());

        assertThat(REQUESTS.path("paths").findValuesAsText("operationId"))
                .allSatisfy(it -> assertThat(page).contains("id=\"" + it + "\""));
        documents()
                .flatMap(it -> it.path("components").path("schemas").properties().stream())
                .forEach(it -> assertThat(page).contains("id=\"" + it.getKey() + "\""));
        assertThat(page).doesNotContainPattern("\\{\\{(?!style|theme)");
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(it -> texts.add(it.asText()));
        return texts;
    }
}
