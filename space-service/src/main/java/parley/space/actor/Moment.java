package parley.space.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import parley.presence.Draft;
import parley.presence.Presence;
import parley.presence.Presence.State;
import parley.presence.Typing;
import parley.space.MemberId;
import parley.space.TurnId;

/**
 * What passes in a space now, as its hub keeps it: who is there, who is typing, what agents are writing. Only its hub
 * uses it.
 */
final class Moment {

    /** Drafts at a time at most; the floor lets far fewer agents speak at once. */
    private static final int DRAFTS_MAX = 64;

    private final Map<MemberId, Integer> connections = new HashMap<>();
    private final Duration typingFor;
    private Ephemeral now;
    private boolean changed;

    Moment(String incarnation, Duration typingFor) {
        this.typingFor = typingFor;
        now = Ephemeral.begin(incarnation);
    }

    Ephemeral now() {
        return now;
    }

    /** Whether anything changed since this was last asked. */
    boolean takeChanged() {
        var was = changed;
        changed = false;
        return was;
    }

    /** One more connection of a person; the first one makes them present. */
    void joined(MemberId user, Instant at) {
        if (connections.merge(user, 1, Integer::sum) == 1) {
            change(now.present(now.presence().set(user, new Presence(State.ACTIVE, at, lastSeen(user, at)))));
        }
    }

    /** A person did something that is stored; what readers see of it may wait until something else changes. */
    void seen(MemberId user, Instant at) {
        var known = now.presence().get(user).orElse(new Presence(State.OFFLINE, at, at));
        if (!known.lastSeen().isAfter(at)) {
            now = now.present(now.presence().set(user, new Presence(known.state(), known.since(), at)));
        }
    }

    private Instant lastSeen(MemberId user, Instant otherwise) {
        return now.presence().get(user).map(Presence::lastSeen).orElse(otherwise);
    }

    /** One connection less; without any a person is gone at once. */
    void left(MemberId user, Instant at) {
        if (connections.merge(user, -1, Integer::sum) > 0) {
            return;
        }
        connections.remove(user);
        change(now.present(now.presence().set(user, new Presence(State.OFFLINE, at, lastSeen(user, at))))
                .typing(now.typing().remove(user)));
    }

    /** A person who is no member any more has no presence either. */
    void removed(MemberId user) {
        connections.remove(user);
        change(now.present(now.presence().remove(user)).typing(now.typing().remove(user)));
    }

    /** A person did something; what readers see of it may wait until something else changes. */
    void acted(MemberId user, boolean typing, Instant at) {
        var presence = now.presence().get(user);
        if (presence.isEmpty() || !connections.containsKey(user)) {
            return;
        }
        var seen = new Presence(State.ACTIVE, presence.get().since(), at);
        now = now.present(now.presence().set(user, seen));
        boolean was = now.typing().get(user).isPresent();
        if (typing) {
            now = now.typing(now.typing().set(user, new Typing(at.plus(typingFor))));
        } else {
            now = now.typing(now.typing().remove(user));
        }
        changed |= was != typing;
    }

    /** Who has sent what they were typing types no more. */
    void spoke(MemberId author) {
        if (now.typing().get(author).isPresent()) {
            change(now.typing(now.typing().remove(author)));
        }
    }

    /** Ends the typing of those who have not confirmed it. */
    void expire(Instant at) {
        now.typing().entries().forEach((user, entry) -> {
            if (entry.value() != null && !at.isBefore(entry.value().until())) {
                change(now.typing(now.typing().remove(user)));
            }
        });
    }

    boolean anyoneTyping() {
        return now.typing().entries().values().stream().anyMatch(entry -> entry.value() != null);
    }

    void grown(HubMessage.DraftGrown more) {
        var draft = now.drafts().get(more.turn());
        if (draft == null) {
            if (now.drafts().size() >= DRAFTS_MAX) {
                return;
            }
            draft = new Draft(more.turn(), more.agent(), more.attempt(), "");
        }
        change(now.with(now.drafts().plus(more.turn(), draft.grown(more.attempt(), more.offset(), more.text()))));
    }

    Optional<Draft> draft(TurnId turn) {
        return Optional.ofNullable(now.drafts().get(turn));
    }

    void ended(TurnId turn) {
        change(now.with(now.drafts().minus(turn)));
    }

    private void change(Ephemeral next) {
        changed = true;
        now = next;
    }
}
