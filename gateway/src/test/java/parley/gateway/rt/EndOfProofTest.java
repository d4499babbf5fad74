package parley.gateway.rt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.gateway.access.Identity;
import parley.gateway.access.Standing;
import parley.space.MemberId;
import parley.space.SpaceId;
import parley.space.actor.HubMessage.Place;

/** Whoever's proof of identity ends hears nothing more, by whatever way they came in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
@Tag("T7")
class EndOfProofTest {

    private static final String ADDRESS = "192.0.2.1";
    private static final long AT_ONCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Node node = Node.generous();

    @AfterAll
    void stop() {
        node.close();
    }

    @ParameterizedTest
    @CsvSource({"REVOKED,4102,session_revoked", "DISABLED,4103,account_disabled"})
    void socketsAndStreamsEndWithinASecond(Standing standing, int close, String code) {
        var person = "u_" + standing.name().toLowerCase(Locale.ROOT);
        var space = node.space(person, "u_bo");
        var socket = node.follow(person, space);
        var other = node.follow("u_bo", space);
        try (var events =
                node.events(node.realtime.streams().follow(Owners.identity(person), ADDRESS, space, null, 0))) {
            events.await(op("live"));

            long before = System.nanoTime();
            node.owners.stands(person, standing);
            node.realtime.proveAgain(new MemberId(person));

            var bye = events.await(op("bye")).frames().getFirst();
            assertThat(socket.closeCode()).isEqualTo(close);
            assertThat(System.nanoTime() - before).isLessThan(AT_ONCE_NANOS);
            assertThat(bye.path("close").asInt()).isEqualTo(close);
            assertThat(bye.path("problem").path("code").asText()).isEqualTo(code);
            assertThat(events.rest()).isEmpty();
        }
        assertThat(other.answer(other.posts(space, "still here")).path("op").asText())
                .isEqualTo("ok");
    }

    @Test
    void whoWaitsForTheNextEventIsRefusedInstead() {
        var space = node.space("u_poll", "u_bo");
        var place = new Place("e_" + space, node.posts(space, "u_bo", "before"));
        var poll = node.realtime
                .streams()
                .await(Owners.identity("u_poll"), ADDRESS, space, place, Duration.ofMinutes(5))
                .toCompletableFuture();

        node.owners.stands("u_poll", Standing.REVOKED);
        node.realtime.proveAgain(new MemberId("u_poll"));

        assertThat(poll).failsWithin(Duration.ofSeconds(1)).withThrowableThat().withMessageContaining("ended");
    }

    @Test
    void whoseProofEndsWhileTheyConnectIsNotLetIn() {
        var space = node.space("u_late", "u_bo");
        var place = new Place("e_" + space, node.posts(space, "u_bo", "before"));
        var late = Owners.identity("u_late");
        node.owners.stands("u_late", Standing.REVOKED);

        var socket = connect(late);
        var poll = node.realtime
                .streams()
                .await(late, ADDRESS, space, place, Duration.ofMinutes(5))
                .toCompletableFuture();

        assertThat(socket.closeCode()).isEqualTo(4102);
        assertThat(poll).failsWithin(Duration.ofSeconds(1)).withThrowableThat().withMessageContaining("ended");
    }

    @Test
    void whoIsDemotedWhileTheyAskDoesNotWaitAsAnAdministrator() {
        var others = node.space("u_bo");
        var place = new Place("e_" + others, node.posts(others, "u_bo", "among us"));
        var former = Owners.identity("u_former").ranked(true);
        node.owners.stands("u_former", Standing.DEMOTED);

        var poll = node.realtime
                .streams()
                .await(former, ADDRESS, others, place, Duration.ofMinutes(5))
                .toCompletableFuture();

        assertThat(poll).succeedsWithin(Duration.ofSeconds(1)).isEqualTo(former.ranked(false));
    }

    @Test
    void socketsStreamsAndPollsEndAtTheMomentWhenTheProofDoes() {
        var space = node.space("u_brief", "u_bo");
        var place = new Place("e_" + space, node.posts(space, "u_bo", "before"));
        var ends = Instant.now().plusMillis(1_500);
        var brief = Owners.identity("u_brief", ends);
        var streams = node.realtime.streams();
        var socket = connect(brief);
        socket.hello();
        try (var events = node.events(streams.follow(brief, ADDRESS, space, null, 0))) {
            var poll = streams.await(brief, ADDRESS, space, place, Duration.ofMinutes(5))
                    .toCompletableFuture();

            assertThat(socket.closeCode()).isEqualTo(4101);
            var bye = events.await(op("bye")).frames().getFirst();
            assertThat(poll)
                    .failsWithin(Duration.ofSeconds(1))
                    .withThrowableThat()
                    .withMessageContaining("sign in again");

            assertThat(bye.path("close").asInt()).isEqualTo(4101);
            assertThat(code(bye)).isEqualTo("session_expired");
            assertThat(Duration.between(ends, Instant.now())).isBetween(Duration.ZERO, Duration.ofSeconds(1));
        }
    }

    @Test
    void whoIsNoAdministratorAnyMoreHearsAndSaysOnlyWhatMembersMay() {
        var theirs = node.space("u_boss");
        var others = node.space("u_bo");
        var boss = connect(Owners.identity("u_boss").ranked(true));
        boss.hello("{\"space\":\"%s\"}".formatted(theirs));
        boss.next("live");
        boss.send("{\"op\":\"sub\",\"space\":\"%s\"}".formatted(others));
        boss.next("live");
        node.posts(others, "u_bo", "among us");
        boss.texts(1);

        node.owners.stands("u_boss", Standing.DEMOTED);
        node.realtime.proveAgain(new MemberId("u_boss"));

        assertThat(boss.await(frame -> op("reset").test(frame) && of(frame, others))
                        .path("reason")
                        .asText())
                .isEqualTo("membership");
        node.posts(others, "u_bo", "among us again");
        boss.send("{\"op\":\"sub\",\"space\":\"%s\"}".formatted(others));
        assertThat(code(boss.next("err"))).isEqualTo("no_such_space");
        boss.send("{\"op\":\"sub\",\"space\":\"%s\"}".formatted(theirs));
        boss.next("live");
        assertThat(boss.answer(boss.posts(theirs, "still here")).path("op").asText())
                .isEqualTo("ok");
        assertThat(code(boss.answer(boss.command(others, "turn.cancel", "", "{\"turn\":\"t_1\"}"))))
                .isEqualTo("no_such_space");
        assertThat(boss.texts(1)).doesNotContain("among us again");
    }

    @Test
    void aStreamIsRenewedByATicketAndThenLastsLonger() {
        var space = node.space("u_ana");
        var soon = Instant.now().plusSeconds(30);
        var late = Instant.now().plusSeconds(3_600);
        var ana = Owners.identity("u_ana", soon);
        var streams = node.realtime.streams();
        var stream = streams.prepare(
                ana, bytes("{\"op\":\"hello\",\"v\":1,\"subs\":[{\"space\":\"%s\"}]}".formatted(space)));
        try (var events = node.events(streams.open(stream, ana, ADDRESS).orElseThrow())) {
            events.await(op("live"));

            var ticket = node.tickets.issue(Owners.identity("u_ana", late), null);
            Patience.join(streams.say(stream, ana, bytes("{\"op\":\"auth\",\"ticket\":\"%s\"}".formatted(ticket))));

            var renewed = events.await(op("auth")).frames().getFirst();
            assertThat(renewed.path("expiresAt").asLong()).isEqualTo(late.toEpochMilli());
        }
    }

    @Test
    @Tag("W16")
    void whoIsThereWhenANodeIsDrainedIsToldAndMayFinishBeforeItIsClosed() {
        try (var leaving = Node.generous()) {
            var space = leaving.space("u_ana");
            var ana = leaving.follow("u_ana", space);

            var drained = leaving.realtime.drain(Duration.ofSeconds(2));

            var warning = ana.next("drain");
            assertThat(warning.path("withinMs").asLong()).isBetween(0L, 2_000L);
            assertThat(leaving.realtime.isDraining()).isTrue();
            assertThat(ana.closeCode()).isEqualTo(4000);
            assertThat(ana.next("bye").path("problem").path("code").asText()).isEqualTo("draining");
            Patience.join(drained);
        }
    }

    private Client connect(Identity identity) {
        var ticket = RealtimeRoutes.TICKET_PREFIX + node.tickets.issue(identity, null);
        return Client.connect(node.address(), Map.of(), RealtimeRoutes.PROTOCOL, ticket);
    }

    private static boolean of(JsonNode frame, SpaceId space) {
        return frame.path("space").asText().equals(space.value());
    }

    private static String code(JsonNode frame) {
        return frame.path("problem").path("code").asText();
    }

    private static byte[] bytes(String frame) {
        return frame.getBytes(StandardCharsets.UTF_8);
    }

    private static Predicate<JsonNode> op(String op) {
        return frame -> frame.path("op").asText().equals(op);
    }
}
