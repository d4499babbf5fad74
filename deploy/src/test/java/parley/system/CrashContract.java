package parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pulling the plug loses and doubles nothing: what was acknowledged is in the log once, the log has no gap, no agent posts a turn twice,
 * every turn ends, and the money adds up.
 */
abstract class CrashContract {

    private static final int KILLS = 20;
    private static final int WRITERS = 4;
    private static final long SEED = 20_261_121;
    private static final String ASKER = "asker";

    private final Random random = new Random(SEED);
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

    abstract Map<String, String> store() throws Exception;

    @Test
    @Tag("W18")
    @Tag("W19")
    @Tag("W20")
    void twentyKillsUnderLoadLoseAndDoubleNothing(@TempDir Path folder) throws Exception {
        var environment = new HashMap<>(store());
        environment.put("PARLEY_ADMIN_PASSWORD", Product.PASSWORD);
        environment.put("PARLEY_CONFIG", Limits.lifted(folder, 60).toString());
        var data = folder.resolve("data");
        var space = "";
        for (int kill = 0; kill < KILLS; kill++) {
            try (var product = Product.start(data, environment)) {
                var admin = Api.at(product.address()).as("admin", Product.PASSWORD);
                if (space.isEmpty()) {
                    space = newSpace(admin);
                }
                writeUntilKilled(product, admin, space);
            }
        }
        try (var product = Product.start(data, environment)) {
            var admin = Api.at(product.address()).as("admin", Product.PASSWORD);
            var log = awaitQuiet(admin, space);
            nothingIsLostOrDoubled(log);
            everyTurnEndsOnce(log);
            moneyAddsUp(admin, log);
        }
    }

    /** With both agents, and somebody who asks them: a person's newer message would end their own question. */
    private static String newSpace(Api admin) throws Exception {
        var space = admin.post("/v1/spaces", Map.of("name", "crash", "title", "Crash", "private", true))
                .expect(201)
                .body()
                .get("id")
                .asText();
        admin.post("/v1/users", Map.of("name", ASKER, "password", Product.PASSWORD))
                .expect(201);
        var asker = admin.as(ASKER, Product.PASSWORD)
                .get("/v1/me")
                .expect(200)
                .body()
                .findValue("id")
                .asText();
        for (var member : List.of(asker, "a_jarvis", "a_alice")) {
            admin.post("/v1/spaces/" + space + "/members", Map.of("id", member, "role", "member"));
        }
        return space;
    }

    private void writeUntilKilled(Product product, Api api, String space) throws Exception {
        var life = Duration.ofMillis(300 + random.nextInt(1_500));
        try (ScheduledExecutorService plug = Executors.newSingleThreadScheduledExecutor()) {
            var sockets = new ArrayList<Socket>();
            for (int i = 0; i < WRITERS; i++) {
                var socket = new Socket(api, space, "\"tail\":0");
                sockets.add(socket);
                write(socket, i * 1_000);
            }
            ask(api.as(ASKER, Product.PASSWORD), space);
            var _ = plug.schedule(() -> kill(product), life.toMillis(), TimeUnit.MILLISECONDS);
            for (var socket : sockets) {
                socket.closed().get(30, TimeUnit.SECONDS);
            }
        }
    }

    private void ask(Api asker, String space) throws Exception {
        var key = Ulid.next();
        var answer = asker.say(
                space,
                key,
                Map.of(
                        "text",
                        "@jarvis what was said about message 7? then hand over to @alice",
                        "mentions",
                        List.of("a_jarvis")));
        acknowledged.put(key, answer.expect(201).body().get("seq").asLong());
    }

    private static void kill(Product product) {
        try {
            product.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One message after the other until the connection is gone. */
    private void write(Socket socket, int number) {
        var key = Ulid.next();
        var text = "message " + number;
        var _ = socket.post(key, text).whenComplete((answer, lost) -> {
            if (lost != null) {
                return;
            }
            if (answer.get("op").asText().equals("ok")) {
                acknowledged.put(key, answer.get("seq").asLong());
            }
            write(socket, number + 1);
        });
    }

    private static List<JsonNode> awaitQuiet(Api api, String space) throws Exception {
        return Eventually.get(() -> api.events(space), log -> openTurns(log).isEmpty());
    }

    private static Set<String> openTurns(List<JsonNode> log) {
        var open = new HashSet<String>();
        for (var event : log) {
            var turn = event.get("data").path("turn").asText("");
            if (event.get("type").asText().equals("turn.granted")) {
                open.add(turn);
            } else {
                open.remove(turn);
            }
        }
        return open;
    }

    private void nothingIsLostOrDoubled(List<JsonNode> log) {
        var found = new ConcurrentHashMap<String, Long>();
        long seq = 0;
        for (var event : log) {
            assertThat(event.get("seq").asLong()).isEqualTo(++seq);
            if (event.get("type").asText().equals("message.created")) {
                assertThat(found.put(event.get("data").get("key").asText(), seq))
                        .isNull();
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(KILLS * WRITERS);
        assertThat(found).containsAllEntriesOf(acknowledged);
    }

    private static void everyTurnEndsOnce(List<JsonNode> log) {
        var granted = new HashSet<String>();
        var ended = new HashSet<String>();
        var settled = new HashSet<String>();
        for (var event : log) {
            var turn = event.get("data").path("turn").asText("");
            switch (event.get("type").asText()) {
                case "turn.granted" -> assertThat(granted.add(turn)).isTrue();
                case "turn.settled" -> {
                    assertThat(ended).as("settled before its end").contains(turn);
                    assertThat(settled.add(turn)).as("%s settled twice", turn).isTrue();
                }
                default ->
                    assertThat(turn.isEmpty() || ended.add(turn))
                            .as("%s ended twice", turn)
                            .isTrue();
            }
        }
        assertThat(granted).isNotEmpty();
        assertThat(ended).isEqualTo(granted);
    }

    /**
     * What messages and failed turns say they cost is at most what was booked, nothing is held once all is quiet, and the
     * cost page arrives at what the ledger says.
     */
    private static void moneyAddsUp(Api admin, List<JsonNode> log) throws Exception {
        long shown = 0;
        for (var event : log) {
            shown += event.get("data").path("cost").path("nanoUsd").asLong(0);
        }
        var organisation = Eventually.get(
                () -> admin.get("/v1/budgets/org").expect(200).body(),
                it -> it.get("heldNanoUsd").asText().equals("0"));
        var summary = Eventually.get(
                () -> admin.get("/v1/costs/summary?days=1").expect(200).body(),
                it -> it.get("spentNanoUsd").equals(organisation.get("spentNanoUsd")));
        assertThat(summary.get("spentNanoUsd").asLong()).isGreaterThanOrEqualTo(shown);
        assertThat(summary.get("heldNanoUsd").asText()).isEqualTo("0");
        assertThat(summary.get("unpricedCalls").asLong()).isZero();
    }
}
