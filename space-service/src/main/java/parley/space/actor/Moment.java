package parley.space.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import parley.presence.Activities;
import parley.presence.Activity;
import parley.presence.Attendance;
import parley.presence.Draft;
import parley.presence.Lease;
import parley.presence.OpenDrafts;
import parley.presence.Presence.State;
import parley.presence.Sighting;
import parley.presence.Typists;
import parley.space.MemberId;
import parley.space.MemberKind;
import parley.space.Space;
import parley.space.SpaceEvent;
import parley.space.SpaceEvent.IntentionEvent;
import parley.space.SpaceEvent.MemberJoined;
import parley.space.SpaceEvent.MemberLeft;
import parley.space.SpaceEvent.MessageDeleted;
import parley.space.SpaceEvent.MessageEdited;
import parley.space.SpaceEvent.MessagePosted;
import parley.space.SpaceEvent.ReactionSet;
import parley.space.SpaceEvent.ReactionUnset;
import parley.space.SpaceEvent.RoleChanged;
import parley.space.SpaceEvent.RootMinted;
import parley.space.SpaceEvent.SpaceArchived;
import parley.space.SpaceEvent.SpaceChanged;
import parley.space.SpaceEvent.SpaceCreated;
import parley.space.SpaceEvent.TurnCancelled;
import parley.space.SpaceEvent.TurnDenied;
import parley.space.SpaceEvent.TurnFailed;
import parley.space.SpaceEvent.TurnGranted;
import parley.space.SpaceEvent.TurnPassed;
import parley.space.SpaceEvent.TurnSettled;
import parley.space.SpaceEvent.TurnSuperseded;
import parley.space.TurnFailure;
import parley.space.TurnId;
import parley.space.view.Actors;

/**
 * What passes in a space now: who is there, who is typing, what agents do and write. Only its hub uses it, which says
 * what time it is.
 */
final class Moment {

    private final Attendance attendance = new Attendance();
    private final Typists typists;
    private final Activities activities = new Activities();
    private final OpenDrafts drafts = new OpenDrafts();
    private Set<TurnId> strays = Set.of();
    private long draftsShown;
    private boolean crowded;
    private int counted;
    private Ephemeral shown;

    Moment(String incarnation, Duration typingFor) {
        typists = new Typists(typingFor);
        shown = Ephemeral.begin(incarnation);
    }

    /** As it was shown last. */
    Ephemeral shown() {
        return shown;
    }

    int leases() {
        return attendance.leases();
    }

    /** A history begins, or another takes its place: nobody is there yet, and open turns are being worked on. */
    void begin(Space space, Instant at) {
        attendance.everybodyLeft(at);
        activities.allReleased(at);
        crowded = space.members().size() > Ephemeral.EVERYBODY_MAX;
        space.floor().open().values().forEach(turn -> activities.does(turn.id(), turn.agent(), Activity.THINKING, at));
        for (var message : space.recent()) {
            if (isPerson(space, message.author())) {
                attendance.remembered(message.author(), message.at(), at);
            }
        }
    }

    /** Something happened in the space, which was {@code before} until then. */
    void heard(SpaceEvent event, Space before, Space after) {
        var actor = Actors.of(event);
        if (actor != null && isPerson(after, actor)) {
            attendance.acted(actor, event.at());
        }
        switch (event) {
            case MessagePosted posted -> {
                typists.stopped(posted.author());
                var turn = posted.provenance().turn();
                if (turn != null) {
                    drafts.ended(turn);
                    activities.ended(turn, posted.author(), Activity.IDLE, posted.at());
                }
            }
            case TurnGranted granted ->
                activities.does(granted.turn(), granted.agent(), Activity.THINKING, granted.at());
            case TurnPassed passed -> ended(before, passed.turn(), Activity.IDLE, passed.at());
            case TurnCancelled cancelled -> ended(before, cancelled.turn(), Activity.IDLE, cancelled.at());
            case TurnSuperseded superseded -> ended(before, superseded.turn(), Activity.IDLE, superseded.at());
            case TurnFailed failed -> ended(before, failed.turn(), rest(failed.failure()), failed.at());
            case MemberLeft left -> removed(left.member());
            case TurnSettled _, TurnDenied _, RootMinted _, IntentionEvent _ -> {}
            case SpaceCreated _, SpaceChanged _, SpaceArchived _, MemberJoined _, RoleChanged _ -> {}
            case MessageEdited _, MessageDeleted _, ReactionSet _, ReactionUnset _ -> {}
        }
        crowded = after.members().size() > Ephemeral.EVERYBODY_MAX;
    }

    /** False where it makes nobody present: only people are. */
    boolean arrived(Lease lease, Space space, Instant at) {
        if (!isPerson(space, lease.user())) {
            return false;
        }
        attendance.arrived(lease, at);
        return true;
    }

    /** A connection's client said that it goes, and its user with it where it was the last one. */
    void left(Lease lease, Instant at) {
        attendance.left(lease, at);
        stoppedIfGone(lease.user());
    }

    void lost(Lease lease, Instant at) {
        attendance.lost(lease, at);
    }

    void acted(MemberId user, Space space, Instant at) {
        if (isPerson(space, user)) {
            attendance.acted(user, at);
        }
    }

    void typed(MemberId user, boolean typing, Space space, Instant at) {
        if (typing && isPerson(space, user)) {
            attendance.acted(user, at);
            typists.typing(user, at);
        } else {
            typists.stopped(user);
        }
    }

    void remembered(MemberId user, Instant lastSeen, Space space, Instant at) {
        if (isPerson(space, user)) {
            attendance.remembered(user, lastSeen, at);
        }
    }

    /** An agent does something in a turn, if that is open. */
    void does(TurnId turn, Activity activity, Space space, Instant at) {
        space.floor().turn(turn).ifPresent(open -> activities.does(turn, open.agent(), activity, at));
    }

    /** An agent has written more; of no use where its turn is known to be over. */
    void grown(HubMessage.DraftGrown more, Space space) {
        if (space.floor().end(more.turn()).isEmpty()) {
            drafts.grown(more.turn(), more.agent(), more.attempt(), more.offset(), more.text());
        }
    }

    /**
     * Drops the drafts of turns that are not open; to be called every few seconds. As the first piece may be here before
     * its turn is, they are dropped the second time.
     */
    void dropStrays(Space space) {
        var found = drafts.shown().keySet().stream()
                .filter(turn -> space.floor().turn(turn).isEmpty())
                .collect(Collectors.toSet());
        found.stream().filter(strays::contains).forEach(drafts::ended);
        strays = found;
    }

    /** Nobody works on a turn any more. */
    void released(TurnId turn, Instant at) {
        activities.released(turn, at);
        drafts.ended(turn);
    }

    Optional<Draft> draft(TurnId turn) {
        return drafts.of(turn);
    }

    /** Time has passed. */
    void pass(Instant now) {
        attendance.pass(now);
        typists.pass(now);
    }

    /** Counts who is there anew, where there are too many to tell of each. */
    void count() {
        counted = attendance.online();
    }

    /** The hub ends, and everybody's stay with it. */
    void end(Instant at) {
        attendance.everybodyLeft(at);
    }

    /** When something ends by itself; nothing where nothing does soon. */
    Optional<Instant> due() {
        var lease = attendance.due();
        var typing = typists.due();
        if (lease.isEmpty() || typing.isEmpty()) {
            return lease.or(() -> typing);
        }
        return lease.get().isBefore(typing.get()) ? lease : typing;
    }

    List<Sighting> takeSightings() {
        return attendance.takeSightings();
    }

    /** Whether there is anything to show. */
    boolean isChanged() {
        return isUrgent()
                || attendance.shown().version() != shown.presence().version()
                || online() != shown.online()
                || crowded != shown.crowded();
    }

    /** Whether more has changed than who is there. */
    boolean isUrgent() {
        return drafts.version() != draftsShown
                || activities.shown().version() != shown.agents().version()
                || typists.shown().version() != shown.typing().version();
    }

    boolean isCrowded() {
        return crowded;
    }

    /** Everything as it is now, from now on also what was shown last. */
    Ephemeral show() {
        draftsShown = drafts.version();
        shown = new Ephemeral(
                shown.incarnation(),
                shown.version() + 1,
                drafts.shown(),
                activities.shown(),
                attendance.shown(),
                typists.shown(),
                crowded,
                online());
        return shown;
    }

    private int online() {
        return crowded ? counted : attendance.online();
    }

    private void ended(Space before, TurnId turn, Activity rest, Instant at) {
        drafts.ended(turn);
        before.floor().turn(turn).ifPresent(open -> activities.ended(turn, open.agent(), rest, at));
    }

    private void removed(MemberId member) {
        attendance.removed(member);
        typists.stopped(member);
        activities.removed(member);
    }

    private void stoppedIfGone(MemberId user) {
        var presence = attendance.shown().get(user);
        if (presence.isEmpty() || presence.get().state() == State.OFFLINE) {
            typists.stopped(user);
        }
    }

    private static Activity rest(TurnFailure failure) {
        return failure == TurnFailure.BUDGET ? Activity.PAUSED : Activity.FAILED;
    }

    static boolean isPerson(Space space, MemberId member) {
        return space.member(member)
                .filter(known -> known.kind() == MemberKind.HUMAN)
                .isPresent();
    }
}
