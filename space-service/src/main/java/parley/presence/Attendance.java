package parley.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.presence.Presence.State;
import parley.space.MemberId;

/**
 * Who is there: the leases of the connections to a space, and what its readers are shown of the people behind them. All
 * leases are of one life of one node; the next life begins without any.
 */
public final class Attendance {

    /** Who did something so recently is active; after that they are idle. */
    public static final Duration ACTIVE_FOR = Duration.ofMinutes(5);

    /** A lost connection may come back for so long before its user counts as gone. */
    public static final Duration RETURN_WITHIN = Duration.ofSeconds(8);

    /** How often readers are shown that somebody goes on doing something. */
    public static final Duration SHOWN_EVERY = Duration.ofSeconds(30);

    /** How long what somebody did may be known here alone. */
    public static final Duration KEPT_WITHIN = Duration.ofMinutes(5);

    private final Map<MemberId, Attendee> people = new HashMap<>();
    private final Set<MemberId> awaited = new HashSet<>();
    private final List<Sighting> sightings = new ArrayList<>();
    private Versioned<Presence> shown = Versioned.empty();
    private int leases;
    private int online;

    /** What readers are shown. */
    public Versioned<Presence> shown() {
        return shown;
    }

    /** How many people are not offline. */
    public int online() {
        return online;
    }

    /** How many leases there are, those of lost connections too. */
    public int leases() {
        return leases;
    }

    /** A connection began, or came again. */
    public void arrived(Lease lease, Instant at) {
        change(lease.user(), at, person -> person.arrive(lease, at));
    }

    /** A connection's client said that it goes. */
    public void left(Lease lease, Instant at) {
        if (people.containsKey(lease.user())) {
            change(lease.user(), at, person -> person.leave(lease));
        }
    }

    /** A connection ended without a word. */
    public void lost(Lease lease, Instant at) {
        if (people.containsKey(lease.user())) {
            change(lease.user(), at, person -> person.lose(lease, at.plus(RETURN_WITHIN)));
        }
    }

    /** All connections end in one step. */
    public void everybodyLeft(Instant at) {
        for (var user : List.copyOf(people.keySet())) {
            change(user, at, Attendee::leaveAll);
            keep(user, at, Duration.ZERO);
        }
    }

    /** A person did something themselves, on whatever way. */
    public void acted(MemberId user, Instant at) {
        var person = people.computeIfAbsent(user, _ -> new Attendee());
        person.act(at);
        if (!person.isShown(at)) {
            show(user, person, at);
        }
    }

    /** It is known from before when a person last did something. */
    public void remembered(MemberId user, Instant lastSeen, Instant at) {
        change(user, at, person -> person.remember(lastSeen));
    }

    /** A person is no member any more. */
    public void removed(MemberId user) {
        var person = people.remove(user);
        if (person != null) {
            leases -= person.leases();
            online -= isOnline(person.shown()) ? 1 : 0;
            awaited.remove(user);
            shown = shown.remove(user);
        }
    }

    /** Time has passed: lost connections did not come back, and people have become idle. */
    public void pass(Instant now) {
        for (var user : List.copyOf(awaited)) {
            change(user, now, person -> person.expire(now));
        }
        people.forEach((user, person) -> {
            var was = person.shown();
            if (was != null && was.state() == State.ACTIVE && !person.isShown(now)) {
                show(user, person, now);
            }
            keep(user, now, KEPT_WITHIN);
        });
    }

    /** When the next lost connection is given up; nothing where none is waited for. */
    public Optional<Instant> due() {
        if (awaited.isEmpty()) {
            return Optional.empty();
        }
        return awaited.stream()
                .flatMap(user -> Stream.ofNullable(people.get(user)))
                .flatMap(person -> person.due().stream())
                .min(Instant::compareTo);
    }

    /** What is to be kept beyond this life, each once. */
    public List<Sighting> takeSightings() {
        var taken = List.copyOf(sightings);
        sightings.clear();
        return taken;
    }

    @FunctionalInterface
    private interface Change {

        void to(Attendee person);
    }

    private void change(MemberId user, Instant at, Change change) {
        var person = people.computeIfAbsent(user, _ -> new Attendee());
        leases -= person.leases();
        change.to(person);
        leases += person.leases();
        if (person.isAwaited()) {
            awaited.add(user);
        } else {
            awaited.remove(user);
        }
        show(user, person, at);
    }

    private void show(MemberId user, Attendee person, Instant at) {
        var was = person.shown();
        var is = person.show(at);
        if (is.equals(was)) {
            return;
        }
        shown = shown.set(user, is);
        online += (isOnline(is) ? 1 : 0) - (isOnline(was) ? 1 : 0);
        if (is.state() == State.OFFLINE || is.state() == State.RECONNECTING) {
            keep(user, at, Duration.ZERO);
        }
    }

    private void keep(MemberId user, Instant at, Duration age) {
        var person = people.get(user);
        if (person != null) {
            person.takeUnkept(at, age).ifPresent(seen -> sightings.add(new Sighting(user, seen)));
        }
    }

    private static boolean isOnline(@Nullable Presence presence) {
        return presence != null && presence.state() != State.OFFLINE;
    }
}
