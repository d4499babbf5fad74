package parley.space.floor;

import java.time.Instant;
import org.pcollections.PMap;
import parley.space.MemberId;
import parley.space.MessageId;
import parley.space.OpenTurn;
import parley.space.TurnId;

/**
 * Who has spoken, who is speaking, and what each root may still cause.
 *
 * @param open granted turns that have not ended
 * @param roots what recent roots have caused, bounded
 * @param streak agent messages since a person last spoke
 * @param lastTurn when each agent was last granted a turn
 */
public record Floor(
        PMap<TurnId, OpenTurn> open, PMap<MessageId, RootCount> roots, int streak, PMap<MemberId, Instant> lastTurn) {}
