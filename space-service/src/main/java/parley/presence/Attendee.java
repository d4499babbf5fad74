package parley.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.presence.Presence.State;

/** One person as {@link Attendance} knows them: their leases, and what they last did. */
final class Attendee {

    private final Set<Lease> held = new HashSet<>();
    private final Map<Lease, Instant> lost = new HashMap<>();
    private @Nullable Presence shown;
    private @Nullable Instant since;
    private @Nullable Instant attendedAt;
    private @Nullable Instant lastSeen;
    private @Nullable Instant unkeptSince;

    void arrive(Lease lease, Instant at) {
        since = since == null ? at : since;
        lost.keySet().removeIf(other -> other.device().equals(lease.device()));
        held.add(lease);
        if (lease.attended()) {
            attendedAt = later(attendedAt, at);
        }
    }

    void leave(Lease lease) {
        held.remove(lease);
        lost.remove(lease);
        restIfGone();
    }

    void lose(Lease lease, Instant until) {
        if (held.remove(lease)) {
            lost.put(lease, until);
        }
    }

    void leaveAll() {
        held.clear();
        lost.clear();
        restIfGone();
    }

    void expire(Instant now) {
        lost.values().removeIf(until -> !now.isBefore(until));
        restIfGone();
    }

    void act(Instant at) {
        attendedAt = later(attendedAt, at);
        lastSeen = later(lastSeen, at);
        unkeptSince = unkeptSince == null ? at : unkeptSince;
    }

    void remember(Instant at) {
        lastSeen = later(lastSeen, at);
    }

    int leases() {
        return held.size() + lost.size();
    }

    boolean isAwaited() {
        return !lost.isEmpty();
    }

    /** When the first of the lost leases ends. */
    Optional<Instant> due() {
        return lost.values().stream().min(Instant::compareTo);
    }

    /** What they did and is not kept yet, if that is so old or does not matter; after that it counts as kept. */
    Optional<Instant> takeUnkept(Instant now, Duration age) {
        if (unkeptSince == null || now.isBefore(unkeptSince.plus(age))) {
            return Optional.empty();
        }
        unkeptSince = null;
        return Optional.ofNullable(lastSeen);
    }

    @Nullable
    Presence shown() {
        return shown;
    }

    /** Whether readers know all that is worth showing of what the person does. */
    boolean isShown(Instant now) {
        return shown != null
                && shown.state() == state(now)
                && Objects.equals(shown.lastSeen(), worthShowing(shown.state()));
    }

    /** Shows what is to be shown now. */
    Presence show(Instant now) {
        var state = state(now);
        shown = new Presence(state, since, worthShowing(state), clients());
        return shown;
    }

    private State state(Instant now) {
        if (!held.isEmpty()) {
            boolean acts = attendedAt != null && now.isBefore(attendedAt.plus(Attendance.ACTIVE_FOR));
            return acts ? State.ACTIVE : State.IDLE;
        }
        return lost.isEmpty() ? State.OFFLINE : State.RECONNECTING;
    }

    /** Exact whenever the state changes; in between a change is shown only after a while. */
    private @Nullable Instant worthShowing(State state) {
        var told = shown == null || shown.state() != state ? null : shown.lastSeen();
        boolean fresh = told != null && lastSeen != null && lastSeen.isBefore(told.plus(Attendance.SHOWN_EVERY));
        return fresh ? told : lastSeen;
    }

    private List<String> clients() {
        return Stream.concat(held.stream(), lost.keySet().stream())
                .flatMap(lease -> Stream.ofNullable(lease.client()))
                .distinct()
                .sorted()
                .toList();
    }

    private void restIfGone() {
        if (leases() == 0) {
            since = null;
            attendedAt = lastSeen;
        }
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one == null || one.isBefore(other) ? other : one;
    }
}
