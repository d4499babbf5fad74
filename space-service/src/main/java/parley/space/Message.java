package parley.space;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;
import org.pcollections.PSet;

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
        boolean deleted) {}
