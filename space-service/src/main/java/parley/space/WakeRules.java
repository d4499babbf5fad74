package parley.space;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import parley.entity.Decision;
import parley.space.SpaceCommand.Wake;
import parley.space.SpaceEvent.RootMinted;
import parley.space.SpaceReply.Rejected;
import parley.space.floor.FloorRules;
import parley.space.floor.Speaker;

/** Wake-ups that no message caused: each mints a root with a small budget of its own, and each agent has few of them. */
final class WakeRules {

    /** Turns that one wake-up can cause. */
    static final int TURNS_MAX = 4;

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1," + SpaceLimits.WAKE_KEY_CHARACTERS + "}");

    private final FloorRules floor;

    WakeRules(FloorRules floor) {
        this.floor = floor;
    }

    Decision<SpaceEvent, SpaceReply> wake(Space space, Wake wake, Instant now) {
        var root = MessageId.minted(wake.key());
        var known = space.heads().find(root.value());
        if (known.isPresent()) {
            return Access.again(known.get());
        }
        var refusal = refusal(space, wake, root, now);
        if (refusal.isPresent()) {
            return Access.rejected(refusal.get());
        }
        var pending = new Pending(space);
        pending.add(new RootMinted(root, wake.key(), wake.agent(), wake.purpose(), wake.turns(), now));
        var seq = pending.space().seq();
        floor.wakes(pending, wake.agent(), root, now);
        return pending.accepted(seq, now, root);
    }

    private Optional<Rejected> refusal(Space space, Wake wake, MessageId root, Instant now) {
        if (space.archived()) {
            return refused(Reason.SPACE_ARCHIVED, "The space is archived.");
        }
        if (!KEY.matcher(wake.key()).matches()) {
            return refused(
                    Reason.KEY_INVALID,
                    "The key of a wake-up is 1 to %d letters, digits, '-' or '_'."
                            .formatted(SpaceLimits.WAKE_KEY_CHARACTERS));
        }
        if (!space.isAgent(wake.agent())) {
            return refused(Reason.NO_SUCH_MEMBER, "There is no such agent in this space.");
        }
        return refusalOfContent(wake)
                .or(() -> refusalOfRate(space, wake, now))
                .or(() -> floor.refusesWake(new Pending(space), wake.agent(), root, now)
                        .map(denial ->
                                new Rejected(Reason.AGENT_UNAVAILABLE, "The agent may not speak now: " + denial)));
    }

    private static Optional<Rejected> refusalOfContent(Wake wake) {
        if (wake.turns() < 1 || wake.turns() > TURNS_MAX) {
            return refused(Reason.SETTINGS_INVALID, "A wake-up causes 1 to %d turns.".formatted(TURNS_MAX));
        }
        var purpose = wake.purpose();
        return !purpose.isBlank() && purpose.length() <= SpaceLimits.PURPOSE_CHARACTERS && Text.storable(purpose)
                ? Optional.empty()
                : refused(
                        Reason.SETTINGS_INVALID,
                        "A wake-up says what for, in 1 to %d characters.".formatted(SpaceLimits.PURPOSE_CHARACTERS));
    }

    private static Optional<Rejected> refusalOfRate(Space space, Wake wake, Instant now) {
        return space.floor().speaker(wake.agent()).canWake(now)
                ? Optional.empty()
                : refused(
                        Reason.AGENT_UNAVAILABLE,
                        "An agent is woken at most %d times in %d minutes."
                                .formatted(Speaker.WAKES_MAX, Speaker.WAKES_WINDOW.toMinutes()));
    }

    private static Optional<Rejected> refused(Reason reason, String detail) {
        return Optional.of(new Rejected(reason, detail));
    }
}
