package parley.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.gateway.access.Bootstrap;
import parley.gateway.rest.TestGateway.Answer;

/** A browser's cookie serves the pages it belongs to, and no other site. */
class ProtectionTest {
    @AutoClose
    private static final TestGateway gateway = new TestGateway();

    @Test
    void theCookieIsOutOfReachOfScriptsAndOtherSites() {
        var cookie = login(Map.of()).header("Set-Cookie");

        assertThat(cookie).startsWith("parley_session=").contains("HttpOnly", "SameSite=Strict", "Path=/");
        assertThat(cookie).doesNotContain("Secure");
        assertThat(login(Map.of("Origin", TestGateway.ORIGIN)).header("Set-Cookie"))
                .contains("; Secure");
    }

    @Test
    void aCookieReadsByItselfButChangesOnlyWithTheHeader() {
        var cookie = cookie();

        assertThat(gateway.send("GET", "/v1/me", null, Map.of("Cookie", cookie)).status())
                .isEqualTo(200);
        var bare = gateway.send("POST", "/v1/auth/logout", Map.of(), Map.of("Cookie", cookie));
        assertThat(bare.status()).isEqualTo(403);
        assertThat(bare.code()).isEqualTo("csrf_missing");
        var good = gateway.send("POST", "/v1/auth/logout", Map.of(), Map.of("Cookie", cookie, "X-Parley-CSRF", "1"));
        assertThat(good.status()).isEqualTo(204);
        assertThat(gateway.send("GET", "/v1/me", null, Map.of("Cookie", cookie)).status())
                .isEqualTo(401);
    }

    @Test
    @Tag("T6")
    void pagesOfOtherOriginsChangeNothingWithACookie() {
        var headers = Map.of("Cookie", cookie(), "X-Parley-CSRF", "1", "Origin", "https://evil.example");

        var answer = gateway.send("POST", "/v1/auth/logout", Map.of(), headers);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("origin_forbidden");
    }

    @Test
    @Tag("T6")
    void otherOriginsCannotSignAnybodyIn() {
        assertThat(login(Map.of("Origin", "https://evil.example")).code()).isEqualTo("origin_forbidden");
    }

    @Test
    @Tag("T6")
    @Tag("W35")
    void onlyConfiguredOriginsMayReadAnswers() {
        var other = gateway.send("GET", "/health/live", null, Map.of("Origin", "https://evil.example"));
        var configured = gateway.send("GET", "/health/live", null, Map.of("Origin", TestGateway.ORIGIN));

        assertThat(other.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(configured.header("Access-Control-Allow-Origin")).isEqualTo(TestGateway.ORIGIN);
        var asking = Map.of("Origin", TestGateway.ORIGIN, "Access-Control-Request-Method", "PUT");
        assertThat(gateway.send("OPTIONS", "/v1/me", null, asking).status()).isEqualTo(204);
        var evil = Map.of("Origin", "https://evil.example", "Access-Control-Request-Method", "PUT");
        assertThat(gateway.send("OPTIONS", "/v1/me", null, evil).status()).isEqualTo(405);
    }

    @Test
    @Tag("T7")
    void signingOutEverywhereEndsAllSessionsButNoTokens() {
        var person = gateway.person("zoe", false);
        var token = gateway.send("POST", "/v1/tokens", Map.of("label", "script"), person);
        var script =
                new TestGateway.Person(person.id(), token.body().get("token").asText());

        assertThat(gateway.send("DELETE", "/v1/sessions", null, person).status())
                .isEqualTo(204);

        assertThat(gateway.send("GET", "/v1/me", null, person).status()).isEqualTo(401);
        assertThat(gateway.send("GET", "/v1/me", null, script).status()).isEqualTo(200);
    }

    @Test
    void aTokenDoesWhatItsScopesSayAndIsShownOnce() {
        var person = gateway.person("yan", false);
        var made = gateway.send("POST", "/v1/tokens", Map.of("label", "reader", "scopes", List.of("read")), person);
        var reader =
                new TestGateway.Person(person.id(), made.body().get("token").asText());

        assertThat(gateway.send("GET", "/v1/spaces", null, reader).status()).isEqualTo(200);
        assertThat(gateway.send("POST", "/v1/spaces", Map.of("name", "mine"), reader)
                        .code())
                .isEqualTo("forbidden");
        var listed = gateway.send("GET", "/v1/tokens", null, person).http().body();
        assertThat(listed).contains("reader").doesNotContain(reader.token());
        var id = made.body().get("id").asText();
        assertThat(gateway.send("DELETE", "/v1/tokens/" + id, null, person).status())
                .isEqualTo(204);
        assertThat(gateway.send("GET", "/v1/spaces", null, reader).status()).isEqualTo(401);
    }

    @Test
    void aTokenThatMayOnlyReadFollowsByEveryWay() {
        var person = gateway.person("zoe", false);
        var made = gateway.send("POST", "/v1/tokens", Map.of("label", "ear", "scopes", List.of("read")), person);
        var reader =
                new TestGateway.Person(person.id(), made.body().get("token").asText());
        var hello = Map.of("op", "hello", "v", 1);

        var stream = gateway.send("POST", "/v1/rt/streams", hello, reader);
        var id = stream.body().path("id").asText();

        assertThat(stream.status()).isEqualTo(201);
        assertThat(gateway.send("GET", "/v1/rt/streams/" + id, null, reader).status())
                .isEqualTo(200);
        assertThat(gateway.send("POST", "/v1/rt/streams/" + id, Map.of("op", "pong"), reader)
                        .status())
                .isEqualTo(202);
        assertThat(gateway.send("POST", "/v1/rt/tickets", null, reader).status())
                .isEqualTo(201);
    }

    @Test
    void aDisabledPersonIsOutAtOnce() {
        var admin = gateway.person("boss", true);
        var person = gateway.person("xia", false);
        assertThat(gateway.send("GET", "/v1/me", null, person).status()).isEqualTo(200);

        gateway.send("PATCH", "/v1/users/" + person.id(), Map.of("disabled", true), admin);

        assertThat(gateway.send("GET", "/v1/me", null, person).status()).isEqualTo(401);
    }

    private static String cookie() {
        return login(Map.of()).header("Set-Cookie").split(";", 2)[0];
    }

    private static Answer login(Map<String, String> headers) {
        var body = Map.of("name", Bootstrap.ADMINISTRATOR, "password", TestGateway.PASSWORD);
        return gateway.send("POST", "/v1/auth/login", body, headers);
    }
}
