package parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose embedded database finds no room says so, still stops when asked, and has kept what it acknowledged. */
class FullDiskIT {

    private static final int KIBIBYTES = 2_048;
    private static final String TEXT = "a".repeat(7_000);

    @Test
    @Tag("S7")
    @Tag("W16")
    void whatWasAcknowledgedBeforeTheDiskWasFullIsThereAfterTheRestart(@TempDir Path folder) throws Exception {
        var limits = Limits.lifted(folder).toString();
        var environment = Map.of("PARLEY_ADMIN_PASSWORD", Product.PASSWORD, "PARLEY_CONFIG", limits);
        var data = folder.resolve("data");
        var acknowledged = new ArrayList<String>();
        String space;
        try (var product = Product.startWithSmallFiles(KIBIBYTES, data, environment)) {
            var admin = Api.at(product.address()).as("admin", Product.PASSWORD);
            space = admin.post("/v1/spaces", Map.of("name", "full", "title", "Full"))
                    .expect(201)
                    .body()
                    .get("id")
                    .asText();

            var refused = sayUntilRefused(admin, space, acknowledged);

            assertThat(refused.body().get("code").asText()).isEqualTo("unavailable");
            assertThat(refused.body().get("retryable").asBoolean()).isTrue();
            admin.get("/health/live").expect(200);
            empty(data.resolve("search"));
            assertThat(product.stop()).isOne();
        }
        try (var product = Product.start(data, environment)) {
            var admin = Api.at(product.address()).as("admin", Product.PASSWORD);

            var found = admin.events(space).stream()
                    .filter(event -> event.get("type").asText().equals("message.created"))
                    .map(event -> event.get("data").path("key").asText())
                    .toList();

            assertThat(acknowledged).isNotEmpty();
            assertThat(found).doesNotHaveDuplicates().containsAll(acknowledged);
        }
    }

    /** Nor can the search index be kept. */
    private static void empty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static Api.Answer sayUntilRefused(Api api, String space, List<String> acknowledged) throws Exception {
        while (true) {
            var key = Ulid.next();
            var answer = api.say(space, key, Map.of("text", TEXT));
            if (answer.status() != 201) {
                return answer.expect(503);
            }
            acknowledged.add(key);
        }
    }
}
