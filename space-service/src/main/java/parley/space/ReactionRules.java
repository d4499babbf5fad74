package parley.space;

import java.time.Instant;
import java.util.Optional;
import parley.entity.Decision;
import parley.space.Heads.Head;
import parley.space.SpaceCommand.React;
import parley.space.SpaceEvent.ReactionSet;
import parley.space.SpaceEvent.ReactionUnset;
import parley.space.SpaceReply.Rejected;

/** Reactions to messages. Only recent messages know theirs; on older ones every reaction is stored. */
final class ReactionRules {

    private ReactionRules() {}

    static Decision<SpaceEvent, SpaceReply> react(Space space, React react, Instant now) {
        var head = space.heads().find(react.message());
        var refusal = Access.refusal(space, react.by(), Role.MEMBER)
                .or(() -> MessageRules.refusalOfUnknown(space, head))
                .or(() -> refusalOfDeleted(head))
                .or(() -> refusalOfEmoji(react.emoji()))
                .or(() -> refusalOfNumber(space, react));
        if (refusal.isPresent()) {
            return Access.rejected(refusal.get());
        }
        var by = react.by().id();
        var pending = new Pending(space);
        if (changes(space, react)) {
            pending.add(
                    react.on()
                            ? new ReactionSet(react.message(), react.emoji(), by, now)
                            : new ReactionUnset(react.message(), react.emoji(), by, now));
        }
        return pending.accepted(pending.space().seq(), now, react.message());
    }

    private static boolean changes(Space space, React react) {
        return space.message(react.message())
                .map(message ->
                        message.reactedWith(react.emoji()).contains(react.by().id()) != react.on())
                .orElse(true);
    }

    private static Optional<Rejected> refusalOfDeleted(Optional<Head> head) {
        return head.filter(Head::deleted).map(_ -> new Rejected(Reason.MESSAGE_DELETED, "The message is deleted."));
    }

    private static Optional<Rejected> refusalOfEmoji(String emoji) {
        var fits = !emoji.isBlank() && emoji.length() <= SpaceLimits.EMOJI_CHARACTERS && Text.storable(emoji);
        return fits
                ? Optional.empty()
                : Optional.of(new Rejected(
                        Reason.TEXT_INVALID,
                        "A reaction is an emoji or a name of 1 to %d characters."
                                .formatted(SpaceLimits.EMOJI_CHARACTERS)));
    }

    private static Optional<Rejected> refusalOfNumber(Space space, React react) {
        return space.message(react.message())
                .filter(message -> react.on()
                        && !message.reactions().containsKey(react.emoji())
                        && message.reactions().size() >= SpaceLimits.REACTION_KINDS)
                .map(_ -> new Rejected(
                        Reason.TOO_MANY_REACTIONS,
                        "A message bears at most %d kinds of reaction.".formatted(SpaceLimits.REACTION_KINDS)));
    }
}
