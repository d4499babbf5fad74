package parley.space;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import parley.space.SpaceEvent.MessageEdited;
import parley.space.SpaceEvent.MessagePosted;
import parley.space.SpaceEvent.ReactionSet;
import parley.space.SpaceEvent.ReactionUnset;

/**
 * A message as it stands now.
 *
 * @param seq the sequence number of the event that posted it
 * @param ordinal its place among the messages of the space, from 1
 * @param key what its sender named it by
 * @param text empty once deleted
 * @param answer what the turn took; null unless an agent wrote it
 * @param reactions who reacted, by emoji
 * @param rev 1, and one more with every edit
 */
public record Message(
        MessageId id,
        long seq,
        long ordinal,
        String key,
        Instant at,
        MemberId author,
        MemberKind authorKind,
        MessageKind kind,
        String text,
        List<MemberId> mentions,
        @Nullable MessageId replyTo,
        Provenance provenance,
        @Nullable Answer answer,
        PMap<String, PSet<MemberId>> reactions,
        int rev,
        @Nullable Instant editedAt,
        boolean deleted) {

    /** Who reacted with an emoji. */
    public PSet<MemberId> reactedWith(String emoji) {
        return reactions.getOrDefault(emoji, HashTreePSet.empty());
    }

    /** A message just posted by the event with that sequence number. */
    public static Message of(MessagePosted event, long seq) {
        return new Message(
                event.id(),
                seq,
                event.ordinal(),
                event.key(),
                event.at(),
                event.author(),
                event.authorKind(),
                event.kind(),
                event.text(),
                event.mentions(),
                event.replyTo(),
                event.provenance(),
                event.answer(),
                HashTreePMap.empty(),
                1,
                null,
                false);
    }

    /** As somebody rewrote it. */
    public Message edited(MessageEdited event) {
        return with(event.text(), event.mentions(), reactions, event.rev(), event.at(), deleted);
    }

    /** Without what it said and what others made of it. */
    public Message gone() {
        return with("", List.of(), HashTreePMap.empty(), rev, editedAt, true);
    }

    /** With one reaction more. */
    public Message reacted(ReactionSet event) {
        return with(reactions.plus(event.emoji(), reactedWith(event.emoji()).plus(event.by())));
    }

    /** With one reaction less. */
    public Message unreacted(ReactionUnset event) {
        var left = reactedWith(event.emoji()).minus(event.by());
        return with(left.isEmpty() ? reactions.minus(event.emoji()) : reactions.plus(event.emoji(), left));
    }

    private Message with(PMap<String, PSet<MemberId>> others) {
        return with(text, mentions, others, rev, editedAt, deleted);
    }

    private Message with(
            String newText,
            List<MemberId> newMentions,
            PMap<String, PSet<MemberId>> newReactions,
            int newRev,
            @Nullable Instant newEditedAt,
            boolean nowDeleted) {
        return new Message(
                id,
                seq,
                ordinal,
                key,
                at,
                author,
                authorKind,
                kind,
                newText,
                newMentions,
                replyTo,
                provenance,
                answer,
                newReactions,
                newRev,
                newEditedAt,
                nowDeleted);
    }
}
