package parley.space;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.entity.Decision;
import parley.space.Heads.Head;
import parley.space.SpaceCommand.Delete;
import parley.space.SpaceCommand.Edit;
import parley.space.SpaceCommand.Post;
import parley.space.SpaceEvent.MessageDeleted;
import parley.space.SpaceEvent.MessageEdited;
import parley.space.SpaceEvent.MessagePosted;
import parley.space.SpaceReply.Rejected;
import parley.space.floor.FloorRules;

/** What people write, change and take back. */
final class MessageRules {

    private final FloorRules floor;

    MessageRules(FloorRules floor) {
        this.floor = floor;
    }

    Decision<SpaceEvent, SpaceReply> post(Space space, Post post, Instant now) {
        var by = post.by();
        var known = space.heads().find(post.key());
        if (known.isPresent() && known.get().bodyHash() == ContentHash.of(by.id(), post.text(), post.replyTo())) {
            return Access.again(known.get());
        }
        var refusal = Access.refusal(space, by, Role.MEMBER)
                .or(() -> refusalOfAuthor(by))
                .or(() -> refusalOfKey(space, post.key(), known, now))
                .or(() -> Text.refusal(post.text(), SpaceLimits.TEXT_BYTES))
                .or(() -> refusalOfMentions(post.mentions()))
                .or(() -> refusalOfReply(space, post.replyTo()))
                .or(() -> refusalOfStaleness(space, by.id(), post.ifSeq()));
        if (refusal.isPresent()) {
            return Access.rejected(refusal.get());
        }
        return posted(space, post, now);
    }

    static Decision<SpaceEvent, SpaceReply> edit(Space space, Edit edit, Instant now) {
        var head = space.heads().find(edit.message());
        var refusal = Access.refusal(space, edit.by(), Role.MEMBER)
                .or(() -> refusalOfUnknown(space, head))
                .or(() -> head.flatMap(known -> refusalOfEdit(space, edit, known)));
        if (refusal.isPresent()) {
            return Access.rejected(refusal.get());
        }
        var rev = head.map(Head::rev).orElse(0);
        var pending = new Pending(space);
        if (head.filter(known -> isAsEdited(space, known, edit)).isEmpty()) {
            var mentions = space.membersAmong(edit.mentions());
            pending.add(new MessageEdited(
                    edit.message(), rev + 1, edit.text(), mentions, edit.by().id(), now));
        }
        return pending.accepted(pending.space().seq(), now, edit.message());
    }

    static Decision<SpaceEvent, SpaceReply> delete(Space space, Delete delete, Instant now) {
        var head = space.heads().find(delete.message());
        var refusal = Access.refusal(space, delete.by(), Role.MEMBER)
                .or(() -> refusalOfUnknown(space, head))
                .or(() -> head.flatMap(known -> refusalOfDelete(space, delete, known)));
        if (refusal.isPresent()) {
            return Access.rejected(refusal.get());
        }
        var pending = new Pending(space);
        if (head.filter(Head::deleted).isEmpty()) {
            pending.add(new MessageDeleted(delete.message(), delete.by().id(), now));
        }
        return pending.accepted(pending.space().seq(), now, delete.message());
    }

    /** Why a message that is not remembered cannot be changed; empty where it is remembered. */
    static Optional<Rejected> refusalOfUnknown(Space space, Optional<Head> head) {
        if (head.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                space.heads().forgottenUntil() == null
                        ? new Rejected(Reason.NO_SUCH_MESSAGE, "There is no such message in this space.")
                        : new Rejected(
                                Reason.MESSAGE_TOO_OLD,
                                "There is no such message among the last %d."
                                        .formatted(space.heads().size())));
    }

    private Decision<SpaceEvent, SpaceReply> posted(Space space, Post post, Instant now) {
        var id = MessageId.ofKey(post.key());
        var human = post.by().kind() == MemberKind.HUMAN;
        var pending = new Pending(space);
        pending.add(new MessagePosted(
                id,
                space.ordinal() + 1,
                post.key(),
                post.by().id(),
                post.by().kind(),
                MessageKind.CHAT,
                post.text(),
                space.membersAmong(post.mentions()),
                post.replyTo(),
                human ? new Provenance(id, 0, null, null) : Provenance.NONE,
                null,
                now));
        var seq = pending.space().seq();
        if (human) {
            TurnRules.supersede(pending, post.by().id(), id, now);
        }
        floor.hear(pending, pending.space().recent().getLast(), now);
        return pending.accepted(seq, now, id);
    }

    private static Optional<Rejected> refusalOfAuthor(Caller by) {
        return switch (by.kind()) {
            case HUMAN, INTEGRATION -> Optional.empty();
            case AGENT -> Optional.of(Access.forbidden("An agent speaks only on a turn that the space has granted."));
            case SYSTEM -> Optional.of(Access.forbidden("Only people and integrations post."));
        };
    }

    private static Optional<Rejected> refusalOfKey(Space space, String key, Optional<Head> known, Instant now) {
        return known.isPresent()
                ? Optional.of(new Rejected(
                        Reason.KEY_REUSED, "This key belongs to another message: a new one needs a new key."))
                : KeyRules.refusal(space.heads(), key, now);
    }

    private static Optional<Rejected> refusalOfMentions(List<MemberId> mentions) {
        return mentions.size() <= SpaceLimits.MENTIONS
                ? Optional.empty()
                : Optional.of(new Rejected(
                        Reason.TOO_MANY_MENTIONS,
                        "A message mentions at most %d members; this one mentions %d."
                                .formatted(SpaceLimits.MENTIONS, mentions.size())));
    }

    private static Optional<Rejected> refusalOfReply(Space space, @Nullable MessageId replyTo) {
        return replyTo == null
                ? Optional.empty()
                : refusalOfUnknown(space, space.heads().find(replyTo));
    }

    /** Where more messages followed than are recent, somebody else's is taken to be among them. */
    private static Optional<Rejected> refusalOfStaleness(Space space, MemberId author, @Nullable Long ifSeq) {
        if (ifSeq == null) {
            return Optional.empty();
        }
        var unseen =
                space.recent().stream().filter(message -> message.seq() > ifSeq).toList();
        var fresh = unseen.size() < Space.RECENT
                && unseen.stream().allMatch(message -> message.author().equals(author));
        return fresh
                ? Optional.empty()
                : Optional.of(new Rejected(
                        Reason.STALE_CONTEXT, "Somebody else has posted after sequence number %d.".formatted(ifSeq)));
    }

    private static Optional<Rejected> refusalOfEdit(Space space, Edit edit, Head head) {
        if (!head.author().equals(edit.by().id())) {
            return Optional.of(Access.forbidden("Only its author edits a message."));
        }
        if (head.deleted()) {
            return Optional.of(new Rejected(Reason.MESSAGE_DELETED, "The message is deleted."));
        }
        var ifRev = edit.ifRev();
        if (ifRev != null && ifRev != head.rev() && !isAsEdited(space, head, edit)) {
            return Optional.of(new Rejected(
                    Reason.STALE_REVISION, "The message has revision %d by now, not %d.".formatted(head.rev(), ifRev)));
        }
        return Text.refusal(edit.text(), SpaceLimits.TEXT_BYTES).or(() -> refusalOfMentions(edit.mentions()));
    }

    /** Whether the message reads so already; unknown, and so taken not to, where it is neither recent nor edited. */
    private static boolean isAsEdited(Space space, Head head, Edit edit) {
        return head.editHash() == ContentHash.of(edit.text())
                || space.message(head.id())
                        .filter(message -> message.text().equals(edit.text()))
                        .isPresent();
    }

    private static Optional<Rejected> refusalOfDelete(Space space, Delete delete, Head head) {
        return head.author().equals(delete.by().id())
                ? Optional.empty()
                : Access.refusal(space, delete.by(), Role.MODERATOR);
    }
}
