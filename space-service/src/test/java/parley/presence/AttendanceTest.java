package parley.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.presence.Presence.State.ACTIVE;
import static parley.presence.Presence.State.IDLE;
import static parley.presence.Presence.State.OFFLINE;
import static parley.presence.Presence.State.RECONNECTING;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.space.MemberId;

/** Presence says what is so: who goes is gone at once, who is lost is waited for, and what is shown of somebody is what they did. */
class AttendanceTest {

    private static final MemberId ANA = new MemberId("u_ana");
    private static final Lease LAPTOP = new Lease(ANA, "d_laptop", "s_1", "web", true);
    private static final Lease LAPTOP_AGAIN = new Lease(ANA, "d_laptop", "s_2", "web", false);
    private static final Lease PHONE = new Lease(ANA, "d_phone", "s_3", "phone", false);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Attendance attendance = new Attendance();
    private final Instant came = Instant.parse("2026-11-21T09:00:00Z");
    private Instant now = came;

    @Test
    @Tag("S3")
    void whoSaysThatTheyGoAreGoneAtOnce() {
        attendance.arrived(LAPTOP, now);

        attendance.left(LAPTOP, now);

        assertThat(shown().state()).isEqualTo(OFFLINE);
        assertThat(attendance.leases()).isZero();
        assertThat(attendance.due()).isEmpty();
    }

    @Test
    @Tag("S3")
    void whoIsLostIsWaitedForAndThenGone() {
        attendance.arrived(LAPTOP, now);
        attendance.lost(LAPTOP, now);

        assertThat(shown().state()).isEqualTo(RECONNECTING);
        assertThat(attendance.due()).contains(now.plus(Attendance.RETURN_WITHIN));

        passes(Attendance.RETURN_WITHIN.minus(SECOND));
        assertThat(shown().state()).isEqualTo(RECONNECTING);

        passes(SECOND);
        assertThat(shown().state()).isEqualTo(OFFLINE);
        assertThat(attendance.leases()).isZero();
        assertThat(attendance.due()).isEmpty();
    }

    @Test
    @Tag("S1")
    void whoComesBackInTimeWasNeverAway() {
        attendance.arrived(LAPTOP, now);
        passes(SECOND);
        attendance.lost(LAPTOP, now);
        passes(SECOND);

        attendance.arrived(LAPTOP_AGAIN, now);

        assertThat(shown()).isEqualTo(new Presence(ACTIVE, came, null, List.of("web")));
        assertThat(attendance.leases()).isEqualTo(1);
    }

    @Test
    @Tag("S1")
    void oneIsThereSinceTheFirstDeviceCameAndUntilTheLastOneGoes() {
        attendance.arrived(LAPTOP, now);
        passes(SECOND);
        attendance.arrived(PHONE, now);

        assertThat(shown()).isEqualTo(new Presence(ACTIVE, came, null, List.of("phone", "web")));

        attendance.left(LAPTOP, now);
        assertThat(shown()).isEqualTo(new Presence(ACTIVE, came, null, List.of("phone")));

        attendance.left(PHONE, now);
        assertThat(shown()).isEqualTo(new Presence(OFFLINE, null, null, List.of()));
    }

    @Test
    @Tag("S1")
    void whoDoesNothingIsIdleAndWasLastSeenWhenTheyDidSomething() {
        attendance.arrived(LAPTOP, now);
        passes(SECOND);
        attendance.acted(ANA, now);

        passes(Attendance.ACTIVE_FOR);

        assertThat(shown()).isEqualTo(new Presence(IDLE, came, came.plus(SECOND), List.of("web")));
    }

    @Test
    @Tag("S1")
    void comingOrBeingThereIsNotDoingSomething() {
        attendance.remembered(ANA, came.minus(Duration.ofHours(8)), now);

        attendance.arrived(LAPTOP, now);
        passes(Duration.ofHours(1));
        attendance.left(LAPTOP, now);

        assertThat(shown().lastSeen()).isEqualTo(came.minus(Duration.ofHours(8)));
        assertThat(attendance.takeSightings()).isEmpty();
    }

    @Test
    @Tag("S1")
    void whatSomebodyGoesOnDoingIsShownEveryHalfMinuteAndExactlyWhenTheyGo() {
        attendance.arrived(LAPTOP, now);
        attendance.acted(ANA, now);
        var version = attendance.shown().version();

        for (int second = 1; second < Attendance.SHOWN_EVERY.toSeconds(); second++) {
            passes(SECOND);
            attendance.acted(ANA, now);
        }
        assertThat(attendance.shown().version()).isEqualTo(version);

        passes(SECOND);
        attendance.acted(ANA, now);
        assertThat(shown().lastSeen()).isEqualTo(now);

        passes(SECOND);
        attendance.acted(ANA, now);
        attendance.left(LAPTOP, now);
        assertThat(shown().lastSeen()).isEqualTo(now);
    }

    @Test
    @Tag("S1")
    void whatSomebodyDidIsKeptWhenTheyGoAndWhileTheyStay() {
        attendance.arrived(LAPTOP, now);
        attendance.acted(ANA, now);
        passes(Attendance.KEPT_WITHIN.minus(SECOND));
        assertThat(attendance.takeSightings()).isEmpty();

        passes(SECOND);
        assertThat(attendance.takeSightings()).containsExactly(new Sighting(ANA, came));

        passes(SECOND);
        attendance.acted(ANA, now);
        attendance.left(LAPTOP, now);
        assertThat(attendance.takeSightings()).containsExactly(new Sighting(ANA, now));
    }

    @Test
    void allLeasesEndInOneStep() {
        attendance.arrived(LAPTOP, now);
        attendance.arrived(new Lease(new MemberId("u_bo"), "d", "s_9", null, true), now);
        attendance.acted(ANA, now);

        attendance.everybodyLeft(now);

        assertThat(attendance.leases()).isZero();
        assertThat(attendance.online()).isZero();
        assertThat(attendance.takeSightings()).containsExactly(new Sighting(ANA, now));
    }

    @Test
    void whoIsNoMemberAnyMoreHasNoPresence() {
        attendance.arrived(LAPTOP, now);

        attendance.removed(ANA);
        attendance.left(LAPTOP, now);

        assertThat(attendance.shown().get(ANA)).isEmpty();
        assertThat(attendance.leases()).isZero();
        assertThat(attendance.online()).isZero();
    }

    private Presence shown() {
        return attendance.shown().get(ANA).orElseThrow();
    }

    private void passes(Duration time) {
        now = now.plus(time);
        attendance.pass(now);
    }
}
