package parley.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.presence.Presence.State;
import parley.space.MemberId;

/** Whatever happens in whichever order: presence is what follows from the history, and deltas make a copy of it. */
class AttendancePropertiesTest {

    private static final int STEPS = 400;
    private static final List<MemberId> PEOPLE =
            List.of(new MemberId("u_ana"), new MemberId("u_bo"), new MemberId("u_eve"));

    private final Attendance attendance = new Attendance();
    private final Map<MemberId, Life> lives = new HashMap<>();
    private final Map<MemberId, Presence> copy = new HashMap<>();
    private long copied;
    private Instant now = Instant.parse("2026-11-21T09:00:00Z");
    private int sockets;

    /** What the history says of one person, told as plainly as can be. */
    private static final class Life {
        final Map<Lease, Instant> lostUntil = new HashMap<>();
        State before = State.OFFLINE;

        @Nullable
        Instant since;

        @Nullable
        Instant attended;

        @Nullable
        Instant acted;

        @Nullable
        Instant unkeptSince;

        void rest() {
            if (lostUntil.isEmpty()) {
                since = null;
                attended = acted;
            }
        }

        State state(Instant now) {
            if (lostUntil.containsValue(Instant.MAX)) {
                boolean active = attended != null && now.isBefore(attended.plus(Attendance.ACTIVE_FOR));
                return active ? State.ACTIVE : State.IDLE;
            }
            return lostUntil.isEmpty() ? State.OFFLINE : State.RECONNECTING;
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Tag("S1")
    @Tag("S3")
    void presenceFollowsFromTheHistoryAndDeltasMakeACopyOfIt(int seed) {
        var random = new Random(seed);
        PEOPLE.forEach(person -> lives.put(person, new Life()));

        for (int step = 0; step < STEPS; step++) {
            now = now.plus(pause(random));
            happens(random, PEOPLE.get(random.nextInt(PEOPLE.size())));
            passes();
            PEOPLE.forEach(this::isShownAsItIs);
            countsAgree();
            if (random.nextInt(3) == 0) {
                copies();
            }
        }

        attendance.everybodyLeft(now);
        assertThat(attendance.leases()).isZero();
        assertThat(attendance.online()).isZero();
        assertThat(attendance.due()).isEmpty();
    }

    private static Duration pause(Random random) {
        int choice = random.nextInt(20);
        return switch (choice) {
            case 0 -> Duration.ofMinutes(6);
            case 1, 2, 3 -> Duration.ofSeconds(9);
            default -> Duration.ofMillis(100L * choice);
        };
    }

    private void happens(Random random, MemberId person) {
        var life = Objects.requireNonNull(lives.get(person));
        var known = List.copyOf(life.lostUntil.keySet());
        switch (random.nextInt(6)) {
            case 0, 1 -> arrives(life, person, "d" + random.nextInt(2), random.nextBoolean());
            case 2 -> known.stream().findAny().ifPresent(lease -> leaves(life, lease));
            case 3, 4 -> known.stream().findAny().ifPresent(lease -> isLost(life, lease));
            default -> acts(life, person);
        }
    }

    private void arrives(Life life, MemberId person, String device, boolean attended) {
        var lease = new Lease(person, device, "s" + sockets++, "client-" + device, attended);
        life.lostUntil
                .entrySet()
                .removeIf(other -> other.getKey().device().equals(device)
                        && !other.getValue().equals(Instant.MAX));
        life.lostUntil.put(lease, Instant.MAX);
        life.since = life.since == null ? now : life.since;
        life.attended = attended ? now : life.attended;

        attendance.arrived(lease, now);
    }

    private void leaves(Life life, Lease lease) {
        life.lostUntil.remove(lease);
        life.rest();

        attendance.left(lease, now);
    }

    private void isLost(Life life, Lease lease) {
        life.lostUntil.computeIfPresent(
                lease, (_, until) -> until.equals(Instant.MAX) ? now.plus(Attendance.RETURN_WITHIN) : until);

        attendance.lost(lease, now);
    }

    private void acts(Life life, MemberId person) {
        life.attended = now;
        life.acted = now;
        life.unkeptSince = life.unkeptSince == null ? now : life.unkeptSince;

        attendance.acted(person, now);
    }

    private void passes() {
        for (var life : lives.values()) {
            life.lostUntil.values().removeIf(until -> !now.isBefore(until));
            life.rest();
        }
        attendance.pass(now);
        for (var sighting : attendance.takeSightings()) {
            var life = Objects.requireNonNull(lives.get(sighting.person()));
            life.unkeptSince = null;
        }
    }

    private void isShownAsItIs(MemberId person) {
        var life = Objects.requireNonNull(lives.get(person));
        var state = life.state(now);
        var shown = attendance.shown().get(person).orElse(new Presence(State.OFFLINE, null, null, List.of()));

        assertThat(shown.state()).isEqualTo(state);
        assertThat(shown.since()).isEqualTo(life.since);
        assertThat(shown.devices())
                .isEqualTo(life.lostUntil.keySet().stream()
                        .map(Lease::client)
                        .distinct()
                        .sorted()
                        .toList());
        if (life.acted == null) {
            assertThat(shown.lastSeen()).isNull();
        } else {
            assertThat(Duration.between(shown.lastSeen(), life.acted))
                    .isBetween(
                            Duration.ZERO, state == life.before ? Attendance.SHOWN_EVERY.minusNanos(1) : Duration.ZERO);
            assertThat(life.unkeptSince == null ? Duration.ZERO : Duration.between(life.unkeptSince, now))
                    .isLessThan(Attendance.KEPT_WITHIN);
        }
        life.before = state;
    }

    private void countsAgree() {
        assertThat(attendance.leases())
                .isEqualTo(lives.values().stream()
                        .mapToInt(life -> life.lostUntil.size())
                        .sum());
        assertThat(attendance.online()).isEqualTo((int) lives.values().stream()
                .filter(life -> life.state(now) != State.OFFLINE)
                .count());
    }

    private void copies() {
        attendance
                .shown()
                .since(copied)
                .forEach((person, presence) ->
                        presence.ifPresentOrElse(row -> copy.put(person, row), () -> copy.remove(person)));
        copied = attendance.shown().version();

        for (var person : PEOPLE) {
            assertThat(copy.get(person))
                    .isEqualTo(attendance.shown().get(person).orElse(null));
        }
    }
}
