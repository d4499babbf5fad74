package parley.space;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;
import org.pcollections.PVector;
import parley.entity.EntityState;
import parley.space.floor.Floor;

/**
 * A space as it stands.
 *
 * @param epoch the name of this history; empty before the space exists
 * @param settings null before the space exists
 * @param ordinal how many messages were posted
 * @param recent the last {@value #RECENT} messages, oldest first
 * @param heads what is remembered of older messages: enough to know a repeated key and to change them
 */
public record Space(
        long seq,
        String epoch,
        @Nullable SpaceSettings settings,
        @Nullable Instant archivedAt,
        PMap<MemberId, Member> members,
        long ordinal,
        PVector<Message> recent,
        Heads heads,
        Floor floor)
        implements EntityState {

    /** How many messages a snapshot carries in full. */
    public static final int RECENT = 100;
}
