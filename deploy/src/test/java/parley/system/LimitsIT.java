package parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a limit allows is done, what is beyond it is refused with what is allowed, and nothing else suffers. */
class LimitsIT {

    private static final int SUBSCRIPTIONS = 3;
    private static final int COMMANDS = 6;
    private static final int IN_FLIGHT = 4;
    private static final int VIOLATIONS = 3;
    private static final int MESSAGES = 4;
    private static final int FRAME = 4_096;
    private static final int BODY = 8_192;
    private static final int TEXT = 1_000;
    private static final int DEPTH = 8;

    private static final String SETTINGS =
            """
            parley.limits {
              subscriptions-per-socket = %d
              commands-per-second = 0.01, command-burst = %d, commands-in-flight = %d, violations-per-minute = %d
              messages-per-second = 0.01, message-burst = %d
              frame = %d, body = %d, text-characters = %d, json-depth = %d
            }
            """.formatted(SUBSCRIPTIONS, COMMANDS, IN_FLIGHT, VIOLATIONS, MESSAGES, FRAME, BODY, TEXT, DEPTH);

    @TempDir
    private static Path folder;

    @AutoClose
    private static LimitedProduct limited;

    private Api ana;
    private String space;

    @BeforeAll
    static void start() throws Exception {
        limited = LimitedProduct.start(folder, SETTINGS);
    }

    @BeforeEach
    void anaHasASpace() throws Exception {
        ana = limited.somebody();
        space = LimitedProduct.space(ana);
    }

    @Test
    void oneConnectionFollowsSoManySpaces() throws Exception {
        var socket = new Socket(ana, space, "\"tail\":0");
        socket.next("live");
        for (int i = 1; i < SUBSCRIPTIONS; i++) {
            socket.send(subscription(LimitedProduct.space(ana)));
            socket.next("live");
        }

        socket.send(subscription(LimitedProduct.space(ana)));

        var problem = socket.next("err").path("problem");
        assertThat(problem.path("code").asText()).isEqualTo("too_many_subscriptions");
        assertThat(problem.path("detail").asText()).contains(" " + SUBSCRIPTIONS + " ");
        socket.abort();
    }

    @Test
    @Tag("V9")
    void soManyCommandsWaitForTheirAnswers() throws Exception {
        var socket = new Socket(ana, space, "\"tail\":0");
        socket.next("live");

        socket.send(String.join(
                "\n",
                IntStream.rangeClosed(1, IN_FLIGHT + 1).mapToObj(this::cancel).toList()));

        var codes = new ArrayList<String>();
        for (int i = 0; i <= IN_FLIGHT; i++) {
            codes.add(socket.next("err").path("problem").path("code").asText());
        }
        assertThat(codes).containsOnly("too_many_in_flight", "no_such_turn").containsOnlyOnce("too_many_in_flight");
        socket.abort();
    }

    @Test
    @Tag("V1")
    void commandsComeOnlySoFastAndWhoGoesOnIsClosed() throws Exception {
        var socket = new Socket(ana, space, "\"tail\":0");
        socket.next("live");

        for (int i = 1; i <= COMMANDS; i++) {
            socket.send(cancel(i));
            assertThat(problem(socket)).isEqualTo("no_such_turn");
        }
        for (int i = 1; i <= VIOLATIONS; i++) {
            socket.send(cancel(COMMANDS + i));
            var refused = socket.next("err").path("problem");
            assertThat(refused.path("code").asText()).isEqualTo("rate_limited");
            assertThat(refused.path("retryAfterMs").asLong()).isBetween(1L, 100_000L);
        }
        assertThat(socket.closed()).isNotDone();
        socket.send(cancel(COMMANDS + VIOLATIONS + 1));

        assertThat(socket.closed().get(10, TimeUnit.SECONDS)).isEqualTo(4202);
    }

    @Test
    @Tag("V1")
    @Tag("V14")
    void messagesToASpaceCountTogetherHoweverTheyCome() throws Exception {
        var socket = new Socket(ana, space, "\"tail\":0");
        for (int i = 0; i < MESSAGES / 2; i++) {
            var posted = socket.post(Ulid.next(), "over the socket").join();
            assertThat(posted.path("op").asText()).isEqualTo("ok");
            assertThat(put("{\"text\":\"over REST\"}").statusCode()).isEqualTo(201);
        }

        var overSocket = socket.post(Ulid.next(), "once more").join().path("problem");
        var overRest = put("{\"text\":\"once more\"}");

        assertThat(overSocket.path("code").asText()).isEqualTo("rate_limited");
        assertThat(overSocket.path("retryAfterMs").asLong()).isBetween(1L, 100_000L);
        assertThat(overRest.statusCode()).isEqualTo(429);
        assertThat(overRest.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 100L);
        socket.abort();
    }

    @ParameterizedTest
    @ValueSource(ints = {FRAME, FRAME + 1})
    @Tag("T10")
    @Tag("W12")
    void aFrameHasSoManyBytesOverAnyConnection(int size) throws Exception {
        var frame = padded("{\"op\":\"ping\",\"x\":\"%s\"}", size);
        var socket = new Socket(ana, space, "\"tail\":0");
        socket.next("live");
        socket.send(frame);

        if (size <= FRAME) {
            socket.next("pong");
            assertThat(say(frame).statusCode()).isEqualTo(202);
        } else {
            assertThat(problem(socket)).isEqualTo("frame_too_big");
            assertProblem(say(frame), 413, "frame_too_big");
            socket.send("{\"op\":\"ping\"}");
            socket.next("pong");
        }
        socket.abort();
    }

    @ParameterizedTest
    @ValueSource(ints = {DEPTH, DEPTH + 1})
    @Tag("W12")
    void jsonNestsSoDeepWhereverItComesFrom(int depth) throws Exception {
        var deep = "[".repeat(depth - 1) + "]".repeat(depth - 1);
        var socket = new Socket(ana, space, "\"tail\":0");
        socket.next("live");
        socket.send("{\"op\":\"ping\",\"x\":%s}".formatted(deep));
        var put = put("{\"text\":\"deep\",\"x\":%s}".formatted(deep));

        if (depth <= DEPTH) {
            socket.next("pong");
            assertThat(put.statusCode()).isEqualTo(201);
        } else {
            assertThat(problem(socket)).isEqualTo("malformed");
            assertProblem(put, 400, "malformed");
        }
        socket.abort();
    }

    @ParameterizedTest
    @ValueSource(ints = {TEXT, TEXT + 1})
    @Tag("T10")
    void aTextHasSoManyCharactersHoweverItComes(int length) throws Exception {
        var text = "x".repeat(length);
        var socket = new Socket(ana, space, "\"tail\":0");
        var overSocket = socket.post(Ulid.next(), text).join();
        var overRest = put("{\"text\":\"%s\"}".formatted(text));

        if (length <= TEXT) {
            assertThat(overSocket.path("op").asText()).isEqualTo("ok");
            assertThat(overRest.statusCode()).isEqualTo(201);
        } else {
            assertThat(overSocket.path("problem").path("code").asText()).isEqualTo("too_long");
            assertProblem(overRest, 422, "too_long");
        }
        socket.abort();
    }

    @ParameterizedTest
    @ValueSource(ints = {BODY, BODY + 1})
    @Tag("W12")
    void aBodyHasSoManyBytes(int size) throws Exception {
        var put = put(padded("{\"text\":\"padded\",\"x\":\"%s\"}", size));

        if (size <= BODY) {
            assertThat(put.statusCode()).isEqualTo(201);
        } else {
            assertProblem(put, 413, "body_too_big");
            assertThat(put("{\"text\":\"short\"}").statusCode()).isEqualTo(201);
        }
    }

    private static String subscription(String space) {
        return "{\"op\":\"sub\",\"space\":\"%s\"}".formatted(space);
    }

    private String cancel(int id) {
        return "{\"op\":\"cmd\",\"id\":%d,\"space\":\"%s\",\"type\":\"turn.cancel\",\"data\":{\"turn\":\"t_1\"}}"
                .formatted(id, space);
    }

    private static String problem(Socket socket) throws InterruptedException {
        return socket.next("err").path("problem").path("code").asText();
    }

    /** A frame or body made so many bytes long. */
    private static String padded(String format, int size) {
        return format.formatted("x".repeat(size - format.length() + 2));
    }

    private HttpResponse<String> put(String body) throws Exception {
        return send("PUT", "/v1/spaces/%s/messages/%s".formatted(space, Ulid.next()), body);
    }

    /** Says a frame to a stream that nobody else has. */
    private HttpResponse<String> say(String frame) throws Exception {
        var made = send("POST", "/v1/rt/streams", "{\"op\":\"hello\",\"v\":1}");
        var path = "/v1/rt/streams/" + Api.JSON.readTree(made.body()).path("id").asText();
        var open = ana.http().send(request(path).GET().build(), BodyHandlers.ofInputStream());
        try (var stream = open.body()) {
            assertThat(stream.read()).isNotNegative();
            return send("POST", path, frame);
        }
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        var request = request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return ana.http().send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(ana.address().resolve(path)).header("Authorization", "Bearer " + ana.token());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Api.JSON.readTree(answer.body()).path("code").asText()).isEqualTo(code);
    }
}
