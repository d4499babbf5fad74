package parley.gateway.rt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import parley.gateway.access.LimitSettings;
import parley.gateway.net.WebSocket;
import parley.space.actor.HubSettings;

/** Whoever says too much, too fast or nonsense is told what is allowed, and closed only when they go on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrameLimitsTest {

    private static final LimitSettings LIMITS = LimitSettings.DEFAULT;

    private final Node node = new Node(LIMITS, HubSettings.DEFAULT);

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    @Tag("W10")
    void nonsenseIsAnsweredAndOnlyMuchOfItCloses() {
        var client = node.greeted(Node.somebody());

        for (int i = 0; i < Session.UNREADABLE_MAX; i++) {
            client.send(i % 2 == 0 ? "{\"op\":" : "[]");
            assertThat(Frames.code(client.next("err"))).isEqualTo("malformed");
        }
        client.send("\"and more\"");

        assertThat(client.closeCode()).isEqualTo(4200);
    }

    @Test
    void whatIsUnknownIsNamedWithWhatIsKnown() {
        var person = Node.somebody();
        var space = node.space(person);
        var client = node.follow(person, space);

        client.send("{\"op\":\"dance\"}");
        var op = client.next("err");
        var command = client.answer(client.command(space, "message.sing", "", "{}"));
        var field = client.answer(client.command(space, "message.send", ",\"key\":\"" + Keys.next() + "\"", "{}"));

        assertThat(Frames.code(op)).isEqualTo("unknown_op");
        assertThat(op.path("problem").path("detail").asText()).contains("hello, sub");
        assertThat(Frames.code(command)).isEqualTo("unknown_command");
        assertThat(command.path("problem").path("detail").asText()).contains("message.send");
        assertThat(Frames.code(field)).isEqualTo("invalid");
        assertThat(field.path("problem").path("errors").path(0).path("pointer").asText())
                .isEqualTo("/data/text");
    }

    @Test
    @Tag("T10")
    void aTextHasALimitAndTheConnectionOutlivesIt() {
        var person = Node.somebody();
        var space = node.space(person);
        var client = node.follow(person, space);
        int most = LIMITS.frames().text();

        var fits = client.answer(client.posts(space, "x".repeat(most)));
        var tooLong = client.answer(client.posts(space, "x".repeat(most + 1)));
        var stillThere = client.answer(client.posts(space, "short"));

        assertThat(fits.path("op").asText()).isEqualTo("ok");
        assertThat(Frames.code(tooLong)).isEqualTo("too_long");
        assertThat(stillThere.path("op").asText()).isEqualTo("ok");
    }

    @Test
    @Tag("T10")
    @Tag("W12")
    void aFrameHasALimitAndIsNotKeptBeyondIt() {
        var client = node.greeted(Node.somebody());
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

        assertThat(Frames.code(tooBig)).isEqualTo("frame_too_big");
        assertThat(client.closeCode()).isEqualTo(4201);
    }

    @Test
    @Tag("W12")
    void framesMayBeNestedOnlySoDeep() {
        var client = node.greeted(Node.somebody());
        int most = LIMITS.frames().depth();

        client.send("{\"op\":\"ping\",\"x\":" + "[".repeat(most - 1) + "]".repeat(most - 1) + "}");
        client.next("pong");
        client.send("{\"op\":\"ping\",\"x\":" + "[".repeat(most) + "]".repeat(most) + "}");

        assertThat(Frames.code(client.next("err"))).isEqualTo("malformed");
    }

    @Test
    @Tag("V1")
    void commandsComeOnlySoFastAndWhoGoesOnIsClosed() {
        var person = Node.somebody();
        var space = node.space(person);
        var client = node.follow(person, space);
        int first = client.command(space, "turn.cancel", "", "{\"turn\":\"t_1\"}");
        assertThat(Frames.code(client.answer(first))).isEqualTo("no_such_turn");

        int many = 3 * LIMITS.commands().violationsPerMinute();
        IntStream.range(0, many).forEach(_ -> client.command(space, "turn.cancel", "", "{\"turn\":\"t_1\"}"));

        assertThat(client.closeCode()).isEqualTo(4202);
        var refused = client.await(frame -> Frames.code(frame).equals("rate_limited"));
        assertThat(refused.path("problem").path("retryAfterMs").asLong()).isPositive();
    }

    @Test
    @Tag("V1")
    void framesThatAreNoCommandsComeOnlySoFastTooAndWhoGoesOnIsClosed() {
        var client = node.greeted(Node.somebody());
        int violations = LIMITS.commands().violationsPerMinute();

        sayOften(client, "{\"op\":\"ping\"}", 2 * (Pace.REQUESTS.burst() + violations));

        assertThat(client.closeCode()).isEqualTo(4202);
        assertThat(client.all("pong")).hasSizeGreaterThanOrEqualTo(Pace.REQUESTS.burst());
        assertThat(client.all("err"))
                .hasSizeGreaterThanOrEqualTo(violations)
                .allMatch(error -> Frames.code(error).equals("rate_limited"));
    }

    @Test
    @Tag("V1")
    void whoAcknowledgesALotIsHeardAndWhoDoesNothingElseIsClosed() {
        var client = node.greeted(Node.somebody());
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
        var client = node.greeted(Node.somebody());
        int most = client.all("welcome").getFirst().path("limits").path("batch").asInt();

        sayOften(client, "{\"op\":\"ping\"}", most);
        IntStream.range(0, most).forEach(_ -> client.next("pong"));
        client.send("{\"op\":\"ping\"}\n".repeat(most + 1));

        var refused = client.next("err");
        assertThat(Frames.code(refused)).isEqualTo("malformed");
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
        var person = Node.somebody();
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
        assertThat(answers).anyMatch(answer -> Frames.code(answer).equals("rate_limited"));
    }
}
