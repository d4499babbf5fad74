package parley.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a script does first works from end to end: sign in, make people, a space and its members, post. */
class FirstUseTest {
    @AutoClose
    private static final TestGateway gateway = new TestGateway();

    @Test
    void anAdministratorFillsASpaceAndItsMembersTalk() {
        var admin = login("admin");
        var made = gateway.send("POST", "/v1/users", Map.of("name", "bench0", "password", TestGateway.PASSWORD), admin);
        assertThat(made.status()).isEqualTo(201);
        var bench = login("bench0");
        assertThat(bench.id()).isEqualTo(made.body().get("id").asText());

        var space = gateway.send(
                "POST",
                "/v1/spaces",
                Map.of("name", "bench-0", "title", "Bench", "private", true, "policy", Map.of("name", "quiet")),
                admin);
        assertThat(space.status()).as(space.http().body()).isEqualTo(201);
        assertThat(space.body().at("/policy/name").asText()).isEqualTo("quiet");
        var path = "/v1/spaces/" + space.body().get("id").asText();
        var joined = gateway.send("POST", path + "/members", Map.of("id", bench.id(), "role", "member"), admin);
        assertThat(joined.status()).isEqualTo(201);

        var key = Ulids.next();
        var posted = gateway.send("PUT", path + "/messages/" + key, Map.of("text", "hello"), bench);
        var again = gateway.send("PUT", path + "/messages/" + key, Map.of("text", "hello"), bench);

        assertThat(posted.status()).as(posted.http().body()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().get("dup").asBoolean()).isTrue();
        assertThat(again.body().get("seq")).isEqualTo(posted.body().get("seq"));
        var history = gateway.send("GET", path + "/messages", null, admin);
        assertThat(history.body().at("/messages/0/text").asText()).isEqualTo("hello");
        assertThat(history.body().at("/messages/0/author").asText()).isEqualTo(bench.id());
    }

    private static TestGateway.Person login(String name) {
        var answer = gateway.send(
                "POST", "/v1/auth/login", Map.of("name", name, "password", TestGateway.PASSWORD), Map.of());
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
        return new TestGateway.Person(
                answer.body().at("/user/id").asText(),
                answer.body().get("token").asText());
    }
}
