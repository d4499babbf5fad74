package parley.gateway.rt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

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
import parley.space.actor.HubSettings;

/** Nobody gets in unproved or unannounced, and nobody opens more than their share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SocketLimitsTest {

    private static final LimitSettings LIMITS = new LimitSettings(
            new LimitSettings.Sockets(3, 1_000, 1_000, 2, 256 * 1024, Duration.ofSeconds(30), Duration.ofSeconds(2)),
            LimitSettings.Commands.DEFAULT,
            LimitSettings.DEFAULT.requests(),
            LimitSettings.Frames.DEFAULT);

    private final Node node = new Node(LIMITS, HubSettings.DEFAULT);

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
        Patience.await(() -> refused(Map.of("Authorization", "Bearer u_many")) == 429);
    }

    @Test
    void theFirstFrameIsHelloAndComesOnceInTheRightVersion() {
        var silent = node.connect(Node.somebody());
        var rude = node.connect(Node.somebody());
        rude.send("{\"op\":\"ping\"}");
        var twice = node.connect(Node.somebody());
        twice.hello();
        twice.hello();
        var future = node.connect(Node.somebody());
        future.send("{\"op\":\"hello\",\"v\":2}");

        assertThat(rude.closeCode()).isEqualTo(4205);
        assertThat(Frames.code(rude.next("bye"))).isEqualTo("hello_required");
        assertThat(twice.closeCode()).isEqualTo(4205);
        assertThat(Frames.code(twice.next("bye"))).isEqualTo("hello_repeated");
        assertThat(future.closeCode()).isEqualTo(4204);
        assertThat(silent.closeCode()).isEqualTo(4205);
    }

    @Test
    void aConnectionFollowsOnlySoManySpaces() {
        var person = Node.somebody();
        var client = node.greeted(person);
        for (int i = 0; i < 3; i++) {
            client.send("{\"op\":\"sub\",\"space\":\"%s\"}".formatted(node.space(person)));
        }

        var refused = client.next("err");

        assertThat(Frames.code(refused)).isEqualTo("too_many_subscriptions");
        assertThat(client.all("live").size()).isLessThanOrEqualTo(2);
    }

    @Test
    @Tag("T7")
    void aSessionThatWasEndedCommandsNothingMore() {
        var person = Node.somebody();
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
            var client = leaving.greeted("u_ana");

            Patience.join(leaving.realtime.drain(Duration.ZERO));

            assertThat(client.next("bye").has("retryAfterMs")).isTrue();
            assertThat(client.closeCode()).isEqualTo(4000);
            assertThat(catchThrowable(() -> leaving.connect("u_bo"))).isNotNull();
        }
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
}
