package parley.space.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import parley.presence.Draft;
import parley.space.MemberId;
import parley.space.Space;
import parley.space.SpaceEvent;
import parley.space.SpaceEvent.MemberLeft;
import parley.space.SpaceId;
import parley.space.TurnId;

/**
 * Shows the readers of a space what passes there: at once, or a moment after the last time. Only its hub uses it, and
 * calls {@link #show} after each change.
 */
final class Showing {

    /** The least time between two changes of who is there, where that is a crowd. */
    private static final Duration CROWD_EVERY = Duration.ofSeconds(1);

    /** Beats after which the other nodes are told again who is here, be it nobody, as news may get lost. */
    private static final int HERE_EVERY = 6;

    private static final HubMessage FLUSH = new HubMessage.Flush();
    private static final HubMessage DUE = new HubMessage.Due();

    private final SpaceId space;
    private final HubSurroundings around;
    private final TimerScheduler<HubMessage> timers;
    private final Runnable readers;
    private final Moment moment;
    private final Leases leases;
    private final Recall recall;
    private final Set<TurnId> writtenHere = new HashSet<>();
    private Instant shownAt = Instant.EPOCH;
    private @Nullable Instant due;
    private int counted;
    private int beats;

    /** @param readers to be told when there is something else to see in {@link #shown} */
    Showing(
            SpaceId space,
            HubSurroundings around,
            TimerScheduler<HubMessage> timers,
            Consumer<HubMessage> hub,
            Runnable readers) {
        this.space = space;
        this.around = around;
        this.timers = timers;
        this.readers = readers;
        moment = new Moment(UUID.randomUUID().toString(), around.settings().typingFor());
        leases = new Leases(moment);
        recall = new Recall(around.sightings(), hub);
        around.census().hubs(1);
    }

    Ephemeral shown() {
        return moment.shown();
    }

    Optional<Draft> draft(TurnId turn) {
        return moment.draft(turn);
    }

    /** A history begins, or another takes its place. */
    Ephemeral begin(Space state) {
        leases.forget();
        moment.begin(state, now());
        around.neighbours().tell(new HubNews.Asked(self(), space));
        recall(state.members().keySet(), state);
        return moment.show();
    }

    void heard(SpaceEvent event, Space before, Space after) {
        moment.heard(event, before, after);
        if (event instanceof MemberLeft left) {
            leases.removed(left.member());
            recall.removed(left.member());
        }
    }

    void arrived(Subscriber reader, Space state) {
        var lease = reader.lease();
        if (lease != null) {
            if (leases.arrived(self(), lease, state, now())) {
                around.neighbours().tell(new HubNews.Arrived(self(), space, lease));
            }
            recall(List.of(lease.user()), state);
            show();
        }
    }

    /** Also of somebody who was not admitted: they may have been there before, on the same connection. */
    void departed(Subscriber reader, Subscriber.Departure how) {
        var lease = reader.lease();
        if (lease == null) {
            return;
        }
        leases.departed(self(), lease, how, now());
        if (how == Subscriber.Departure.REPLACED) {
            showIn(around.settings().ephemeralEvery());
        } else {
            around.neighbours().tell(new HubNews.Departed(self(), space, lease, how));
            show();
        }
    }

    void on(HubMessage.Passing message, Space state) {
        var now = now();
        switch (message) {
            case HubMessage.Acted(var user) -> moment.acted(user, state, now);
            case HubMessage.Typed(var user, var typing) -> moment.typed(user, typing, state, now);
            case HubMessage.Looked(var people) -> recall.of(people, state);
            case HubMessage.Recalled(var person, var seen) -> {
                seen.ifPresent(at -> moment.remembered(person, at, state, now));
                recall.answered();
            }
            case HubMessage.Does(var turn, var activity) -> moment.does(turn, activity, state, now);
            case HubMessage.DraftGrown more -> {
                writtenHere.add(more.turn());
                moment.grown(more, state);
            }
            case HubMessage.Released(var turn) -> moment.released(turn, now);
            case HubMessage.FromNode(var news) -> hear(news, state, now);
            case HubMessage.NodeGone(var node) -> leases.gone(node, now);
            case HubMessage.Due _ -> {
                due = null;
                moment.pass(now);
            }
            case HubMessage.Flush _ -> shownAt = Instant.EPOCH;
        }
        show();
    }

    /** Shows what passes on another node as if it passed here, once the space has said where it stands. */
    private void hear(HubNews news, Space state, Instant now) {
        if (!state.exists()) {
            return;
        }
        switch (news) {
            case HubNews.Asked _ -> tellAll();
            case HubNews.Here(var node, var _, var held) -> leases.are(node, held, state, now);
            case HubNews.Arrived(var node, var _, var lease) -> leases.arrived(node, lease, state, now);
            case HubNews.Departed(var node, var _, var lease, var how) -> leases.departed(node, lease, how, now);
            case HubNews.Acted(var _, var _, var member) -> moment.acted(member, state, now);
            case HubNews.Typed(var _, var _, var member, var typing) -> moment.typed(member, typing, state, now);
            case HubNews.Does(var _, var _, var turn, var activity) -> moment.does(turn, activity, state, now);
            case HubNews.Wrote(var _, var _, var turn, var agent, var attempt, var offset, var text) -> {
                writtenHere.remove(turn);
                moment.grown(new HubMessage.DraftGrown(turn, agent, attempt, offset, text), state);
            }
            case HubNews.Released(var _, var _, var turn) -> moment.released(turn, now);
        }
    }

    /** Tells the other nodes who is here and what is being written here; what is written elsewhere is told there. */
    private void tellAll() {
        tellWhoIsHere();
        writtenHere.forEach(turn -> moment.draft(turn).ifPresent(this::tell));
    }

    private void tell(Draft draft) {
        around.neighbours()
                .tell(new HubNews.Wrote(self(), space, draft.turn(), draft.agent(), draft.attempt(), 0, draft.text()));
    }

    /** Looks after what changes by itself; to be called every few seconds. */
    void beat(Space state) {
        if (++beats % HERE_EVERY == 0) {
            tellWhoIsHere();
        }
        moment.dropStrays(state);
        writtenHere.removeIf(turn -> moment.draft(turn).isEmpty());
        moment.pass(now());
        moment.count();
        show();
    }

    /** Nothing is shown any more. */
    void end() {
        leases.forget();
        moment.end(now());
        keep();
        tellWhoIsHere();
        around.census().hubs(-1);
    }

    /** Shows what has changed, now or soon; true where the readers have been told. */
    boolean show() {
        keep();
        awaken();
        if (!moment.isChanged()) {
            return false;
        }
        boolean maySlow = moment.isCrowded() && !moment.isUrgent();
        var every = maySlow ? CROWD_EVERY : around.settings().ephemeralEvery();
        var wait = every.minus(Duration.between(shownAt, now()));
        if (wait.isPositive()) {
            showIn(wait);
            return false;
        }
        shownAt = now();
        moment.show();
        readers.run();
        return true;
    }

    /** Brings what is known elsewhere of this hub up to date. */
    private void keep() {
        moment.takeSightings().forEach(around.sightings()::keep);
        int here = moment.leases() - leases.countBut(self());
        around.census().leases(here - counted);
        counted = here;
    }

    /** Of a crowd only those are recalled whom somebody looks at. */
    private void recall(Collection<MemberId> members, Space state) {
        if (!moment.isCrowded()) {
            recall.of(members, state);
        }
    }

    private void showIn(Duration wait) {
        if (!timers.isTimerActive(FLUSH) || moment.isUrgent()) {
            timers.startSingleTimer(FLUSH, FLUSH, wait);
        }
    }

    /** Sees to it that what ends by itself ends in time. */
    private void awaken() {
        var next = moment.due().orElse(null);
        if (next == null || next.equals(due)) {
            return;
        }
        due = next;
        var wait = Duration.between(now(), next);
        timers.startSingleTimer(DUE, DUE, wait.isNegative() ? Duration.ZERO : wait);
    }

    private void tellWhoIsHere() {
        around.neighbours().tell(new HubNews.Here(self(), space, leases.of(self())));
    }

    private String self() {
        return around.neighbours().self();
    }

    private Instant now() {
        return around.clock().instant();
    }
}
