package parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is asked to stop in the middle of a turn does so quietly, and the turn ends once after all. */
class ShutdownIT {

    private static final String SLOWLY = "parley.models.offline-pieces-per-second = 2";

    @Test
    @Tag("W16")
    @Tag("W18")
    void aTurnUnderWayEndsOnceAfterTheRestart(@TempDir Path folder) throws Exception {
        var settings = Files.writeString(folder.resolve("slow.conf"), SLOWLY);
        var environment = Map.of("PARLEY_ADMIN_PASSWORD", Product.PASSWORD, "PARLEY_CONFIG", settings.toString());
        var data = folder.resolve("data");
        String space;
        try (var product = Product.start(data, environment)) {
            var admin = Api.at(product.address()).as("admin", Product.PASSWORD);
            space = admin.get("/v1/spaces")
                    .expect(200)
                    .body()
                    .path("spaces")
                    .path(0)
                    .path("id")
                    .asText();
            var socket = new Socket(admin, space, "\"tail\":0");
            socket.next("live");
            var question = Api.JSON.createObjectNode().put("text", "@jarvis what can you do?");
            question.putArray("mentions").add("a_jarvis");
            socket.command("message.send", Ulid.next(), question).join();
            while (!socket.next("eph").path("model").asText().equals("stream")) {
                // until the answer has begun
            }

            assertThat(product.stop()).isZero();

            assertThat(product.errors()).isEmpty();
        }
        var fast = Map.of("PARLEY_ADMIN_PASSWORD", Product.PASSWORD);
        try (var product = Product.start(data, fast)) {
            var admin = Api.at(product.address()).as("admin", Product.PASSWORD);

            var log = Eventually.get(() -> admin.events(space), ShutdownIT::answered);

            assertThat(log.stream().filter(ShutdownIT::isAnswer)).hasSize(1);
        }
    }

    private static boolean answered(List<JsonNode> log) {
        return log.stream().anyMatch(ShutdownIT::isAnswer);
    }

    private static boolean isAnswer(JsonNode event) {
        return event.path("type").asText().equals("message.created")
                && event.path("data").hasNonNull("turn");
    }
}
