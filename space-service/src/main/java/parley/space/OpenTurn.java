package parley.space;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A turn that was granted and has not ended.
 *
 * @param purpose what a minted root asks of the agent; null where a message triggered the turn
 * @param upToSeq the last event the agent may have seen when it was granted
 */
public record OpenTurn(
        TurnId id,
        MemberId agent,
        MessageId root,
        MessageId trigger,
        int hop,
        @Nullable String purpose,
        long upToSeq,
        Instant grantedAt,
        Instant expiresAt) {}
