package parley.space;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import parley.entity.Decision;
import parley.space.SpaceCommand.DeclareIntention;
import parley.space.SpaceCommand.ResolveIntention;
import parley.space.SpaceCommand.UpdateIntention;
import parley.space.SpaceEvent.IntentionDeclared;
import parley.space.SpaceEvent.IntentionExpired;
import parley.space.SpaceEvent.IntentionResolved;
import parley.space.SpaceEvent.IntentionUpdated;
import parley.space.SpaceReply.Rejected;

/** What members mean to do: declared, changed and resolved by themselves, and over when their time is. */
final class IntentionRules {

    /** How far ahead an intention may end. */
    static final Duration AHEAD_MAX = Duration.ofDays(30);

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1," + SpaceLimits.INTENTION_KEY_CHARACTERS + "}");

    private IntentionRules() {}

    /** Declares an intention, or changes the one that has the key already. */
    static Decision<SpaceEvent, SpaceReply> declare(Space space, DeclareIntention declare, Instant now) {
        var member = declare.by().id();
        var refusal = refusalOfCaller(space, declare.by())
                .or(() -> refusalOfContent(declare.key(), declare.text(), declare.until(), now))
                .or(() -> refusalOfNumber(space, member, declare.key()));
        return refusal.map(Access::rejected)
                .orElseGet(() -> put(space, member, declare.key(), declare.text(), declare.until(), now));
    }

    static Decision<SpaceEvent, SpaceReply> update(Space space, UpdateIntention update, Instant now) {
        var member = update.by().id();
        var refusal = refusalOfCaller(space, update.by())
                .or(() -> refusalOfContent(update.key(), update.text(), update.until(), now))
                .or(() -> refusalOfUnknown(space, member, update.key()));
        return refusal.map(Access::rejected)
                .orElseGet(() -> put(space, member, update.key(), update.text(), update.until(), now));
    }

    /** What is not there is resolved already. */
    static Decision<SpaceEvent, SpaceReply> resolve(Space space, ResolveIntention resolve, Instant now) {
        var member = resolve.by().id();
        var refusal = refusalOfCaller(space, resolve.by());
        if (refusal.isPresent()) {
            return Access.rejected(refusal.get());
        }
        var pending = new Pending(space);
        if (space.intentions().find(member, resolve.key()).isPresent()) {
            pending.add(new IntentionResolved(member, resolve.key(), now));
        }
        return pending.accepted(now);
    }

    static Decision<SpaceEvent, SpaceReply> expire(Space space, Instant now) {
        var pending = new Pending(space);
        for (var intention : space.intentions().all()) {
            if (!intention.until().isAfter(now)) {
                pending.add(new IntentionExpired(intention.member(), intention.key(), now));
            }
        }
        return pending.accepted(now);
    }

    private static Decision<SpaceEvent, SpaceReply> put(
            Space space, MemberId member, String key, String text, Instant until, Instant now) {
        var pending = new Pending(space);
        var known = space.intentions().find(member, key);
        if (known.isEmpty()) {
            pending.add(new IntentionDeclared(member, key, text, until, now));
        } else if (!known.get().is(text, until)) {
            pending.add(new IntentionUpdated(member, key, text, until, now));
        }
        return pending.accepted(now);
    }

    /** An administrator who is no member may do much here, but has nothing to do here. */
    private static Optional<Rejected> refusalOfCaller(Space space, Caller by) {
        return Access.refusal(space, by, Role.MEMBER)
                .or(() -> space.member(by.id()).isPresent()
                        ? Optional.empty()
                        : Optional.of(Access.forbidden("Only members intend something; join the space first.")));
    }

    private static Optional<Rejected> refusalOfContent(String key, String text, Instant until, Instant now) {
        if (!KEY.matcher(key).matches()) {
            return Optional.of(new Rejected(
                    Reason.KEY_INVALID,
                    "The key of an intention is 1 to %d letters, digits, '-' or '_'."
                            .formatted(SpaceLimits.INTENTION_KEY_CHARACTERS)));
        }
        if (text.isBlank()) {
            return Optional.of(new Rejected(Reason.TEXT_EMPTY, "An intention says what is to be done."));
        }
        if (text.length() > SpaceLimits.INTENTION_CHARACTERS) {
            return Optional.of(new Rejected(
                    Reason.TEXT_TOO_LONG,
                    "An intention has at most %d characters; this one has %d."
                            .formatted(SpaceLimits.INTENTION_CHARACTERS, text.length())));
        }
        if (!Text.storable(text)) {
            return Optional.of(new Rejected(Reason.TEXT_INVALID, Text.UNSTORABLE));
        }
        return until.isAfter(now) && !until.isAfter(now.plus(AHEAD_MAX))
                ? Optional.empty()
                : Optional.of(new Rejected(
                        Reason.TIME_INVALID,
                        "An intention ends after now and within %d days.".formatted(AHEAD_MAX.toDays())));
    }

    private static Optional<Rejected> refusalOfNumber(Space space, MemberId member, String key) {
        var intentions = space.intentions();
        if (intentions.find(member, key).isPresent()) {
            return Optional.empty();
        }
        if (intentions.of(member).size() >= Intentions.OF_MEMBER_MAX) {
            return Optional.of(new Rejected(
                    Reason.TOO_MANY_INTENTIONS,
                    "A member has at most %d intentions in a space; resolve one first."
                            .formatted(Intentions.OF_MEMBER_MAX)));
        }
        return intentions.size() < Intentions.MAX
                ? Optional.empty()
                : Optional.of(new Rejected(
                        Reason.TOO_MANY_INTENTIONS,
                        "A space holds at most %d intentions; some have to be resolved first."
                                .formatted(Intentions.MAX)));
    }

    private static Optional<Rejected> refusalOfUnknown(Space space, MemberId member, String key) {
        return space.intentions().find(member, key).isPresent()
                ? Optional.empty()
                : Optional.of(new Rejected(
                        Reason.NO_SUCH_INTENTION, "You have no such intention in this space; declare it first."));
    }
}
