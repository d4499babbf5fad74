package parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When somebody last did something is known as long as they are, not as long as the process is. */
class PresenceIT {

    private static final Map<String, String> ENVIRONMENT = Map.of("PARLEY_ADMIN_PASSWORD", Product.PASSWORD);

    @Test
    @Tag("S1")
    void whenSomebodyWasLastSeenSurvivesARestart(@TempDir Path data) throws Exception {
        String space;
        long seen;
        try (var product = Product.start(data, ENVIRONMENT)) {
            var admin = Api.at(product.address()).as("admin", Product.PASSWORD);
            space = admin.post("/v1/spaces", Map.of("name", "attic", "title", "Attic", "private", true))
                    .expect(201)
                    .body()
                    .get("id")
                    .asText();
            var socket = new Socket(admin, space, "\"tail\":0");
            socket.next("live");

            socket.send("{\"op\":\"act\",\"space\":\"%s\",\"active\":true}".formatted(space));
            seen = lastSeen(socket, space);

            assertThat(product.stop()).isZero();
        }

        try (var product = Product.start(data, ENVIRONMENT)) {
            var admin = Api.at(product.address()).as("admin", Product.PASSWORD);
            var socket = new Socket(admin, space, "\"tail\":0");

            socket.next("live");

            assertThat(lastSeen(socket, space)).isEqualTo(seen);
        }
    }

    /** What is told of the only person there, once it is known. */
    private static long lastSeen(Socket socket, String space) throws Exception {
        return Eventually.get(
                        () -> {
                            socket.send("{\"op\":\"sub\",\"space\":\"%s\",\"only\":[\"presence\"]}".formatted(space));
                            return socket.next("eph").path("set");
                        },
                        rows -> !rows.findValues("lastSeen").isEmpty())
                .findValue("lastSeen")
                .asLong();
    }
}
