package parley.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.gateway.rest.TestGateway.Answer;
import parley.gateway.rest.TestGateway.Person;

/** Whatever is sent, the answer says what was wrong and what is allowed, and the connection lives on. */
@Tag("G9")
class BadInputTest {
    @AutoClose
    private static final TestGateway gateway = new TestGateway();

    private static Person admin;
    private static String space;

    @BeforeAll
    static void start() {
        admin = gateway.person("root", true);
        space = gateway.space(admin, "input", true);
    }

    @Test
    void unknownPathsAndMethodsSayWhatThereIs() {
        expect(gateway.send("GET", "/v1/nothing", null, admin), 404, "not_found");
        var answer = gateway.send("PATCH", "/v1/spaces", Map.of(), admin);
        expect(answer, 405, "method_not_allowed");
        assertThat(answer.header("Allow")).contains("GET", "POST");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    @Tag("W10")
    void malformedJsonSaysWhere() {
        var answer = gateway.send("POST", "/v1/spaces", "{\"name\": \"x\",", admin);

        expect(answer, 400, "malformed");
        assertThat(answer.body().get("detail").asText()).contains("line 1");
    }

    @Test
    void aWrongTypeIsNamedByItsPointer() {
        var text = gateway.send("POST", "/v1/spaces", "{\"name\": 5}", admin);
        var deep = gateway.send("POST", "/v1/spaces", "{\"name\":\"x\",\"policy\":{\"hops\":\"many\"}}", admin);
        var list = gateway.send("PUT", message(), "{\"text\":\"a\",\"mentions\":[\"u_1\",{}]}", admin);

        var empty = gateway.send("POST", "/v1/agents", "{\"name\":\"Eve\",\"models\":[null]}", admin);

        expect(empty, 400, "malformed");
        assertThat(empty.body().get("detail").asText()).contains("/models");
        expect(text, 400, "malformed");
        assertThat(text.body().at("/errors/0/pointer").asText()).isEqualTo("/name");
        assertThat(text.body().get("detail").asText()).contains("a string");
        assertThat(deep.body().at("/errors/0/pointer").asText()).isEqualTo("/policy/hops");
        assertThat(list.body().at("/errors/0/pointer").asText()).isEqualTo("/mentions/1");
    }

    @Test
    void aMissingFieldIsNamedWithAllThatIsAllowed() {
        var answer = gateway.send("POST", "/v1/spaces", "{}", admin);

        expect(answer, 422, "invalid");
        assertThat(answer.body().at("/errors/0/pointer").asText()).isEqualTo("/name");
        assertThat(answer.body().get("detail").asText()).contains("private (optional)");
    }

    @Test
    void notJsonAtAllIsRefusedByItsType() {
        var answer = gateway.send("POST", "/v1/spaces", "name=x", admin, Map.of("Content-Type", "text/plain"));

        expect(answer, 415, "unsupported_media_type");
    }

    @Test
    @Tag("W12")
    void nestingHasALimit() {
        expect(gateway.send("POST", "/v1/spaces", nested(16), admin), 422, "invalid");
        expect(gateway.send("POST", "/v1/spaces", nested(17), admin), 400, "malformed");
    }

    @Test
    @Tag("T10")
    @Tag("W12")
    void aMegabyteOfTextIsRefusedBeforeItIsBufferedAndTheConnectionLives() {
        for (var round = 0; round < 3; round++) {
            var answer = gateway.send("PUT", message(), Map.of("text", "x".repeat(1_000_000)), admin);

            expect(answer, 413, "body_too_big");
            assertThat(answer.body().get("detail").asText()).contains("262144");
            assertThat(gateway.send("GET", "/v1/me", null, admin).status()).isEqualTo(200);
        }
    }

    @Test
    @Tag("T10")
    void aTextThatIsTooLongSaysHowLongItMayBe() {
        var answer = gateway.send("PUT", message(), Map.of("text", "x".repeat(17_000)), admin);

        expect(answer, 422, "too_long");
        assertThat(answer.body().get("detail").asText()).contains("16");
    }

    @Test
    void aPasswordThatIsTooShortSaysHowLongItMayBe() {
        var person = Map.of("name", "eleven", "password", "x".repeat(11));

        var answer = gateway.send("POST", "/v1/users", person, admin);

        expect(answer, 422, "invalid");
        assertThat(answer.body().get("detail").asText()).contains("12 to 256 characters");
    }

    @Test
    void keysAreCheckedForFormAndAge() {
        expect(gateway.send("PUT", space + "/messages/abc", Map.of("text", "x"), admin), 422, "key_invalid");
        var old = "00000000000000000000000000";
        expect(gateway.send("PUT", space + "/messages/" + old, Map.of("text", "x"), admin), 422, "key_expired");
        var future = "7ZZZZZZZZZZZZZZZZZZZZZZZZZ";
        expect(gateway.send("PUT", space + "/messages/" + future, Map.of("text", "x"), admin), 422, "key_skewed");
    }

    @Test
    void aReusedKeyIsAConflict() {
        var path = message();
        gateway.send("PUT", path, Map.of("text", "one"), admin);

        expect(gateway.send("PUT", path, Map.of("text", "two"), admin), 409, "key_reused");
    }

    @Test
    void aModelWithoutAProviderSaysWhichThereAre() {
        var body = Map.of("name", "Eve", "models", List.of("openai/gpt-4o-mini"));

        var answer = gateway.send("POST", "/v1/agents", body, admin);

        expect(answer, 422, "invalid");
        assertThat(answer.body().get("detail").asText()).contains("openai/gpt-4o-mini", "offline");
    }

    @Test
    void numbersInTheQuerySayTheirRange() {
        var answer = gateway.send("GET", space + "/messages?limit=0", null, admin);

        expect(answer, 400, "malformed");
        assertThat(answer.body().get("detail").asText()).contains("1 to 200");
        expect(gateway.send("GET", space + "/messages?before=9", null, admin), 400, "malformed");
        expect(gateway.send("GET", space + "/events?after=-1", null, admin), 400, "malformed");
    }

    private static String message() {
        return space + "/messages/" + Ulids.next();
    }

    /** A body that is so deep, and wants a name. */
    private static String nested(int depth) {
        return "{\"x\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
    }

    private static void expect(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body().get("detail").asText()).isNotBlank();
    }
}
