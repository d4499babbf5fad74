package parley.gateway.rt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import parley.gateway.access.MovableClock;
import parley.space.SpaceId;

/** A connection that is dead, stuck or no longer proved is closed, and no other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SilenceTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration SOON_DEAD = Heartbeat.SILENCE_MAX.minus(SECOND);

    private final Node node = Node.generous();
    private final MovableClock clock = new MovableClock();

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    @Tag("W21")
    @Tag("W22")
    void whoIsNotHeardOfIsTakenForDead() {
        var session = greeted();

        session.passes(SOON_DEAD);
        assertThat(session.closed()).isNull();
        session.passes(SECOND);

        assertThat(session.closed()).isEqualTo(Close.HEARTBEAT);
        assertThat(Close.HEARTBEAT.code()).isEqualTo(4002);
    }

    @Test
    @Tag("W21")
    @Tag("W22")
    void whoSaysNothingIsPingedAndStaysByAnswering() {
        var session = greeted();

        for (int i = 1; i <= 10; i++) {
            session.passes(SOON_DEAD);
            assertThat(session.told("ping")).hasSize(i);
            session.says("{\"op\":\"pong\"}");
        }

        assertThat(session.closed()).isNull();
    }

    @Test
    @Tag("W21")
    @Tag("W22")
    void whoIsToldAllTheTimeIsPingedTooAndStaysByAnswering() {
        var space = node.space("u_ana", "u_bo");
        var session = following(space);

        for (int i = 1, answered = 0; i <= 20; i++) {
            int told = i;
            node.posts(space, "u_bo", "and another thing");
            Patience.await(() -> session.told("ev").size() >= told);
            session.passes(SECOND.multipliedBy(5));
            if (session.told("ping").size() > answered) {
                session.says("{\"op\":\"pong\"}");
                answered++;
            }
        }

        assertThat(session.closed()).isNull();
        assertThat(session.told("ping")).hasSizeBetween(2, 5);
    }

    @Test
    @Tag("W17")
    void whoAppliesNothingThoughThereIsMuchIsClosed() {
        var space = node.space("u_ana", "u_bo");
        var session = following(space);
        fillTheWindow(session, space);

        session.passes(SOON_DEAD);
        session.pingsTheSocket();
        session.passes(Vigil.PROGRESS_WITHIN.minus(SOON_DEAD));
        assertThat(session.closed()).isNull();
        session.passes(SECOND);

        assertThat(session.closed()).isEqualTo(Close.NO_PROGRESS);
        assertThat(Close.NO_PROGRESS.code()).isEqualTo(4003);
    }

    @Test
    @Tag("W17")
    void whoHadNothingToApplyForLongHasTimeToApplyWhatComesAtLast() {
        var space = node.space("u_ana", "u_bo");
        var session = following(space);
        for (int i = 0; i < 10; i++) {
            session.passes(SOON_DEAD);
            session.pingsTheSocket();
        }

        fillTheWindow(session, space);
        session.passes(SECOND);

        assertThat(session.closed()).isNull();
    }

    @Test
    @Tag("T7")
    void whoseSessionEndsIsToldBeforeAndClosedThen() {
        var lasts = Duration.ofMinutes(2);
        var session =
                node.session(clock, Owners.identity("u_ana", clock.instant().plus(lasts)));
        session.says("{\"op\":\"hello\",\"v\":1}");

        live(session, lasts.minus(Proof.EXPIRING).minus(SECOND));
        assertThat(session.told("auth.expiring")).isEmpty();
        live(session, SECOND.multipliedBy(2));
        assertThat(session.told("auth.expiring")).hasSize(1);
        live(session, Proof.EXPIRING);

        assertThat(session.closed()).isEqualTo(Close.SESSION_EXPIRED);
        assertThat(Close.SESSION_EXPIRED.code()).isEqualTo(4101);
        assertThat(session.told("auth.expiring")).hasSize(1);
    }

    @Test
    @Tag("T7")
    void aProofThatEndsIsNoticedAtThatMoment() {
        var lasts = Proof.EXPIRING.plusMillis(300);
        var session =
                node.session(clock, Owners.identity("u_ana", clock.instant().plus(lasts)));
        session.says("{\"op\":\"hello\",\"v\":1}");

        session.waits(Duration.ofMillis(300));
        assertThat(session.told("auth.expiring")).hasSize(1);
        session.waits(Proof.EXPIRING.minusMillis(1));
        assertThat(session.closed()).isNull();
        session.waits(Duration.ofMillis(1));

        assertThat(session.closed()).isEqualTo(Close.SESSION_EXPIRED);
    }

    @Test
    @Tag("T7")
    void whoRenewsTheirProofInTimeStays() {
        var lasts = Duration.ofMinutes(2);
        var session =
                node.session(clock, Owners.identity("u_ana", clock.instant().plus(lasts)));
        session.says("{\"op\":\"hello\",\"v\":1}");
        var next = Owners.identity("u_ana", clock.instant().plus(lasts.multipliedBy(2)));

        live(session, lasts.minus(SECOND));
        session.says("{\"op\":\"auth\",\"ticket\":\"%s\"}".formatted(node.tickets.issue(next, null)));
        live(session, SECOND.multipliedBy(2));

        assertThat(session.closed()).isNull();
        assertThat(session.told("auth")).hasSize(1);
    }

    private StagedSession greeted() {
        var session = node.session(clock, Owners.identity("u_ana"));
        session.says("{\"op\":\"hello\",\"v\":1}");
        return session;
    }

    private StagedSession following(SpaceId space) {
        var session = node.session(clock, Owners.identity("u_ana"));
        session.says("{\"op\":\"hello\",\"v\":1,\"subs\":[{\"space\":\"%s\"}]}".formatted(space));
        session.await(frame -> frame.path("op").asText().equals("live"));
        return session;
    }

    /** More is said than fits, none of which the client acknowledges. */
    private void fillTheWindow(StagedSession session, SpaceId space) {
        var text = "x".repeat(8_000);
        int most = Generous.limits().sockets().window() / text.length();
        IntStream.rangeClosed(0, most).forEach(_ -> node.posts(space, "u_bo", text));
        Patience.await(() -> session.told("ev").size() >= most);
    }

    /** Time passes for a client that is there. */
    private static void live(StagedSession session, Duration time) {
        for (var left = time; left.isPositive(); left = left.minus(SOON_DEAD)) {
            session.pingsTheSocket();
            session.passes(left.compareTo(SOON_DEAD) < 0 ? left : SOON_DEAD);
        }
    }
}
