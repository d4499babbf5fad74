package parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents that mention everybody in every answer come to rest by themselves, and the space says why. */
class ChatterboxIT {

    private static final int TURNS_PER_ROOT = 6;
    private static final List<String> CHATTERBOXES = List.of("a_ping", "a_pong", "a_pang", "a_peng");

    @Test
    @Tag("T3")
    @Tag("T9")
    void oneMessageOfAPersonCausesABoundedNumberOfAnswersAndThenSilence(@TempDir Path folder) throws Exception {
        var environment = Map.of(
                "PARLEY_ADMIN_PASSWORD",
                Product.PASSWORD,
                "PARLEY_CONFIG",
                Limits.lifted(folder).toString());
        try (var product = Product.start(folder.resolve("data"), environment)) {
            var admin = Api.at(product.address()).as("admin", Product.PASSWORD);
            var space = roomOfChatterboxes(admin);

            admin.say(
                            space,
                            Ulid.next(),
                            Map.of("text", "@ping @pong @pang say hello", "mentions", CHATTERBOXES.subList(0, 3)))
                    .expect(201);

            var log = Eventually.get(() -> admin.events(space), ChatterboxIT::isQuiet);
            assertThat(ofType(log, "turn.granted")).hasSize(TURNS_PER_ROOT);
            assertThat(ofType(log, "message.created")).hasSize(1 + TURNS_PER_ROOT);
            assertThat(ofType(log, "turn.denied"))
                    .extracting(event -> event.get("data").get("reason").asText())
                    .contains("root-turns");
        }
    }

    private static String roomOfChatterboxes(Api admin) throws Exception {
        var space = admin.post("/v1/spaces", Map.of("name", "noise", "title", "Noise", "private", true))
                .expect(201)
                .body()
                .get("id")
                .asText();
        for (var agent : CHATTERBOXES) {
            admin.post(
                            "/v1/agents",
                            Map.of(
                                    "id",
                                    agent,
                                    "name",
                                    agent.substring(2),
                                    "persona",
                                    "You talk.",
                                    "models",
                                    List.of("offline/chatterbox"),
                                    "maxOutputTokens",
                                    256,
                                    "enabled",
                                    true))
                    .expect(201);
            admin.post("/v1/spaces/%s/members".formatted(space), Map.of("id", agent, "role", "member"));
        }
        return space;
    }

    private static boolean isQuiet(List<JsonNode> log) {
        return ofType(log, "turn.granted").size() + 1
                        == ofType(log, "message.created").size()
                && !ofType(log, "turn.denied").isEmpty();
    }

    private static List<JsonNode> ofType(List<JsonNode> log, String type) {
        return log.stream()
                .filter(event -> event.get("type").asText().equals(type))
                .toList();
    }
}
