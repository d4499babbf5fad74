package parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The REST API, called as one person. */
public record Api(HttpClient http, URI address, @Nullable String token) {

    public static final ObjectMapper JSON = new ObjectMapper();

    private static final int SIGN_IN_ATTEMPTS = 10;
    private static final long OPEN_SECONDS = 10;

    /** An answer of the server: its status and its body, if it has one. */
    public record Answer(int status, JsonNode body) {

        public Answer expect(int expected) {
            assertThat(status).as("%s", body).isEqualTo(expected);
            return this;
        }
    }

    public static Api at(URI address) {
        return new Api(
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build(), address, null);
    }

    /** Signs in with a password, which a busy server may put off. */
    public Api as(String name, String password) throws IOException, InterruptedException {
        var proof = Map.of("name", name, "password", password);
        var answer = post("/v1/auth/login", proof);
        for (int attempt = 1; answer.status() == 503 && attempt < SIGN_IN_ATTEMPTS; attempt++) {
            answer = post("/v1/auth/login", proof);
        }
        return new Api(http, address, answer.expect(200).body().get("token").asText());
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return call("GET", path, null);
    }

    /** What is found there, asked for again as long as the server says that it cannot answer now. */
    public Answer reach(String path) throws Exception {
        return Eventually.get(() -> get(path), answer -> answer.status() != 503).expect(200);
    }

    /** Posts a message under a key of one's own. */
    public Answer say(String space, String key, Object message) throws IOException, InterruptedException {
        return call("PUT", "/v1/spaces/%s/messages/%s".formatted(space, key), message);
    }

    public Answer post(String path, Object body) throws IOException, InterruptedException {
        return call("POST", path, body);
    }

    /**
     * Sends a request as this person.
     *
     * @param headers names and values, in turn
     */
    public Answer call(String method, String path, @Nullable Object body, String... headers)
            throws IOException, InterruptedException {
        var content = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body));
        var request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(method, content);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        var text = response.body();
        return new Answer(response.statusCode(), text.isBlank() ? JSON.nullNode() : JSON.readTree(text));
    }

    /** The whole log of a space, page by page. */
    public List<JsonNode> events(String space) throws Exception {
        var all = new ArrayList<JsonNode>();
        long after = 0;
        while (true) {
            var page = reach("/v1/spaces/%s/events?after=%d&limit=500".formatted(space, after))
                    .body();
            page.get("events").forEach(all::add);
            var reached = last(page, after);
            if (reached == after || reached >= page.get("head").asLong()) {
                return all;
            }
            after = reached;
        }
    }

    private static long last(JsonNode page, long after) {
        var reached = after;
        for (var event : page.get("events")) {
            reached = Math.max(reached, event.get("seq").asLong());
        }
        for (var skip : page.get("skips")) {
            reached = Math.max(reached, skip.get("to").asLong());
        }
        return reached;
    }

    /** What a frame says that is known to be one. */
    static JsonNode read(String frame) {
        try {
            return JSON.readTree(frame);
        } catch (JsonProcessingException noFrame) {
            throw new AssertionError(frame, noFrame);
        }
    }

    /** The address of a WebSocket here. */
    public URI socket() {
        return URI.create("ws://" + address.getAuthority() + "/v1/rt");
    }

    /** Opens a WebSocket as this person. */
    public WebSocket connect(WebSocket.Listener listener) {
        return http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .subprotocols("parley.v1.json")
                .buildAsync(socket(), listener)
                .orTimeout(OPEN_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
