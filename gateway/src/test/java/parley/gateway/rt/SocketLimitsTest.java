package parley.gateway.rt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import parley.gateway.access.LimitSettings;
import parley.gateway.access.Standing;
import parley.gateway.net.WebSocket;
import parley.space.actor.HubSettings;

/**
 * Nobody gets in unproved, and whoever sends too much, too fast or nonsense is told what is allowed, and closed only
 * when they go on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SocketLimitsTest {

    private static final LimitSettings LIMITS = new LimitSettings(
            new LimitSettings.Sockets(3, 1_000, 1_000, 2, 256 * 1024, Duration.ofSeconds(30), Duration.ofSeconds(2)),
            LimitSettings.Commands.DEFAULT,
            LimitSettings.DEFAULT.requests(),
            LimitSettings.Frames.DEFAULT);

    private final Node node = new Node(LIMITS, HubSettings.DEFAULT);
    private int people;

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    @Tag("T11")
    void withoutAProofThereIsNoSocket() {
        assertThat(refused(Map.of())).isEqualTo(401);
        assertThat(refused(Map.of("Authorization", "Bearer wrong"))).isEqualTo(401);
        assertThat(refused(Map.of(), "parley.ticket.wrong")).isEqualTo(401);
    }

    @Test
    @Tag("T6")
    void anotherSitesPageIsRefusedWhateverItHolds() {
        assertThat(refused(Map.of("Authorization", "Bearer u_ana", "Origin", "https://evil.example")))
                .isEqualTo(403);
    }

    @Test
    @Tag("W33")
    void aTicketOpensOneSocketForThePageThatAskedForIt() {
        var ticket = "parley.ticket." + node.tickets.issue(Owners.identity("u_tick"), Node.ORIGIN);
        var page = Map.of("Origin", Node.ORIGIN);

        var client = Client.connect(node.address(), page, RealtimeRoutes.PROTOCOL, ticket);

        assertThat(client.socket().getSubprotocol()).isEqualTo(RealtimeRoutes.PROTOCOL);
        client.hello();
        client.next("welcome");
        assertThat(refused(page, ticket)).isEqualTo(401);
        var another = "parley.ticket." + node.tickets.issue(Owners.identity("u_tick"), Node.ORIGIN);
        assertThat(refused(Map.of(), another)).isEqualTo(401);
    }

    @Test
    @Tag("V11")
    void oneUserHasOnlySoManySockets() {
        IntStream.range(0, 3).forEach(_ -> node.connect("u_many").hello());
        Node.await(() -> refused(Map.of("Authorization", "Bearer u_many")) == 429);
    }

    @Test
    void theFirstFrameIsHelloAndComesOnceInTheRightVersion() {
        var silent = node.connect(somebody());
        var rude = node.connect(somebody());
        rude.send("{\"op\":\"ping\"}");
        var twice = node.connect(somebody());
        twice.hello();
        twice.hello();
        var future = node.connect(somebody());
        future.send("{\"op\":\"hello\",\"v\":2}");

        assertThat(rude.closeCode()).isEqualTo(4205);
        assertThat(code(rude.next("bye"))).isEqualTo("hello_required");
        assertThat(twice.closeCode()).isEqualTo(4205);
        assertThat(code(twice.next("bye"))).isEqualTo("hello_repeated");
        assertThat(future.closeCode()).isEqualTo(4204);
        assertThat(silent.closeCode()).isEqualTo(4205);
    }

    @Test
    @Tag("W10")
    void nonsenseIsAnsweredAndOnlyMuchOfItCloses() {
        var client = greeted(somebody());

        for (int i = 0; i < Session.UNREADABLE_MAX; i++) {
            client.send(i % 2 == 0 ? "{\"op\":" : "[]");
            assertThat(code(client.next("err"))).isEqualTo("malformed");
        }
        client.send("\"and more\"");

        assertThat(client.closeCode()).isEqualTo(4200);
    }

    @Test
    void whatIsUnknownIsNamedWithWhatIsKnown() {
        var person = somebody();
        var space = node.space(person);
        var client = node.follow(person, space);

        client.send("{\"op\":\"dance\"}");
        var op = client.next("err");
        var command = client.answer(client.command(space, "message.sing", "", "{}"));
        var field = client.answer(client.command(space, "message.send", ",\"key\":\"" + Keys.next() + "\"", "{}"));

        assertThat(code(op)).isEqualTo("unknown_op");
        assertThat(op.path("problem").path("detail").asText()).contains("hello, sub");
        assertThat(code(command)).isEqualTo("unknown_command");
        assertThat(command.path("problem").path("detail").asText()).contains("message.send");
        assertThat(code(field)).isEqualTo("invalid");
        assertThat(field.path("problem").path("errors").path(0).path("pointer").asText())
                .isEqualTo("/data/text");
    }

    @Test
    @Tag("T10")
    void aTextHasALimitAndTheConnectionOutlivesIt() {
        var person = somebody();
        var space = node.space(person);
        var client = node.follow(person, space);
        int most = LIMITS.frames().text();

        var fits = client.answer(client.posts(space, "x".repeat(most)));
        var tooLong = client.answer(client.posts(space, "x".repeat(most + 1)));
        var stillThere = client.answer(client.posts(space, "short"));

        assertThat(fits.path("op").asText()).isEqualTo("ok");
        assertThat(code(tooLong)).isEqualTo("too_long");
        assertThat(stillThere.path("op").asText()).isEqualTo("ok");
    }

    @Test
    @Tag("T10")
    @Tag("W12")
    void aFrameHasALimitAndIsNotKeptBeyondIt() {
        var client = greeted(somebody());
        var frame = "{\"op\":\"ping\",\"x\":\"%s\"}";
        int most = LIMITS.frames().bytes() - frame.length() + 2;

        client.send(frame.formatted("x".repeat(most)));
        client.next("pong");
        client.send(frame.formatted("x".repeat(most + 1)));
        var tooBig = client.next("err");
        client.send(frame.formatted("x".repeat(1_000_000)));
        client.next("err");
        client.send("{\"op\":\"ping\"}");
        client.next("pong");
        client.send("x".repeat((int) WebSocket.DROPPED_MAX + 1));

        assertThat(code(tooBig)).isEqualTo("frame_too_big");
        assertThat(client.closeCode()).isEqualTo(4201);
    }

    @Test
    @Tag("W12")
    void framesMayBeNestedOnlySoDeep() {
        var client = greeted(somebody());
        int most = LIMITS.frames().depth();

        client.send("{\"op\":\"ping\",\"x\":" + "[".repeat(most - 1) + "]".repeat(most - 1) + "}");
        client.next("pong");
        client.send("{\"op\":\"ping\",\"x\":" + "[".repeat(most) + "]".repeat(most) + "}");

        assertThat(code(client.next("err"))).isEqualTo("malformed");
    }

    @Test
    @Tag("V1")
    void commandsComeOnlySoFastAndWhoGoesOnIsClosed() {
        var person = somebody();
        var space = node.space(person);
        var client = node.follow(person, space);
        int first = client.command(space, "turn.cancel", "", "{\"turn\":\"t_1\"}");
        assertThat(code(client.answer(first))).isEqualTo("no_such_turn");

        int many = 3 * LIMITS.commands().violationsPerMinute();
        IntStream.range(0, many).forEach(_ -> client.command(space, "turn.cancel", "", "{\"turn\":\"t_1\"}"));

        assertThat(client.closeCode()).isEqualTo(4202);
        var refused = client.await(frame -> code(frame).equals("rate_limited"));
        assertThat(refused.path("problem").path("retryAfterMs").asLong()).isPositive();
    }

    @Test
    @Tag("V1")
    void framesThatAreNoCommandsComeOnlySoFastTooAndWhoGoesOnIsClosed() {
        var client = greeted(somebody());
        int violations = LIMITS.commands().violationsPerMinute();

        sayOften(client, "{\"op\":\"ping\"}", 2 * (Pace.REQUESTS.burst() + violations));

        assertThat(client.closeCode()).isEqualTo(4202);
        assertThat(client.all("pong")).hasSizeGreaterThanOrEqualTo(Pace.REQUESTS.burst());
        assertThat(client.all("err"))
                .hasSizeGreaterThanOrEqualTo(violations)
                .allMatch(error -> code(error).equals("rate_limited"));
    }

    @Test
    @Tag("V1")
    void whoAcknowledgesALotIsHeardAndWhoDoesNothingElseIsClosed() {
        var client = greeted(somebody());
        var acknowledged = "{\"op\":\"ack\",\"a\":{}}";

        sayOften(client, acknowledged, Pace.RECEIPTS.burst() / 2);
        client.send("{\"op\":\"ping\"}");
        client.next("pong");
        sayOften(client, acknowledged, 3 * Pace.RECEIPTS.burst());

        assertThat(client.closeCode()).isEqualTo(4202);
    }

    @Test
    @Tag("W12")
    void aMessageHasOnlySoManyFrames() {
        var client = greeted(somebody());
        int most = client.all("welcome").getFirst().path("limits").path("batch").asInt();

        sayOften(client, "{\"op\":\"ping\"}", most);
        IntStream.range(0, most).forEach(_ -> client.next("pong"));
        client.send("{\"op\":\"ping\"}\n".repeat(most + 1));

        var refused = client.next("err");
        assertThat(code(refused)).isEqualTo("malformed");
        assertThat(refused.path("problem").path("detail").asText()).contains(" " + most + " frames");
        assertThat(client.all("pong")).hasSize(most);
    }

    /** As many in a message as it may have. */
    private static void sayOften(Client client, String frame, int times) {
        for (int left = times; left > 0; left -= FrameReader.FRAMES_MAX) {
            client.send((frame + "\n").repeat(Math.min(left, FrameReader.FRAMES_MAX)));
        }
    }

    @Test
    @Tag("V1")
    void messagesToOneSpaceComeOnlySoFast() {
        var person = somebody();
        var space = node.space(person);
        var client = node.follow(person, space);
        int burst = LIMITS.commands().messages().burst();

        var commands = IntStream.range(0, burst + 5)
                .map(i -> client.posts(space, "m" + i))
                .boxed()
                .toList();
        var answers = commands.stream().map(client::answer).toList();

        assertThat(answers.subList(0, burst))
                .allMatch(answer -> answer.path("op").asText().equals("ok"));
        assertThat(answers).anyMatch(answer -> code(answer).equals("rate_limited"));
    }

    @Test
    void aConnectionFollowsOnlySoManySpaces() {
        var person = somebody();
        var client = greeted(person);
        for (int i = 0; i < 3; i++) {
            client.send("{\"op\":\"sub\",\"space\":\"%s\"}".formatted(node.space(person)));
        }

        var refused = client.next("err");

        assertThat(code(refused)).isEqualTo("too_many_subscriptions");
        assertThat(client.all("live").size()).isLessThanOrEqualTo(2);
    }

    @Test
    @Tag("T7")
    void aSessionThatWasEndedCommandsNothingMore() {
        var person = somebody();
        var space = node.space(person);
        var client = node.follow(person, space);
        long before = node.store.events(space).size();

        node.owners.stands(person, Standing.REVOKED);
        client.posts(space, "one more thing");

        assertThat(client.closeCode()).isEqualTo(4102);
        assertThat(node.store.events(space)).hasSize((int) before);
    }

    @Test
    @Tag("W16")
    void whoIsThereWhenTheNodeGoesDownIsToldWhenToComeBack() {
        try (var leaving = new Node(LIMITS, HubSettings.DEFAULT)) {
            var client = leaving.connect("u_ana");
            client.hello();
            client.next("welcome");

            Node.join(leaving.realtime.drain(Duration.ZERO));

            assertThat(client.next("bye").has("retryAfterMs")).isTrue();
            assertThat(client.closeCode()).isEqualTo(4000);
            assertThat(catchThrowable(() -> leaving.connect("u_bo"))).isNotNull();
        }
    }

    private String somebody() {
        return "u_person" + ++people;
    }

    private Client greeted(String person) {
        var client = node.connect(person);
        client.hello();
        client.next("welcome");
        return client;
    }

    private int refused(Map<String, String> headers, String... more) {
        var failure = catchThrowable(() -> Client.connect(node.address(), headers, RealtimeRoutes.PROTOCOL, more));
        while (failure != null && !(failure instanceof WebSocketHandshakeException)) {
            failure = failure.getCause();
        }
        return failure instanceof WebSocketHandshakeException refusal
                ? refusal.getResponse().statusCode()
                : 101;
    }

    private static String code(JsonNode frame) {
        return frame.path("problem").path("code").asText();
    }
}
