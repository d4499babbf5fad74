package parley.space.floor;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.space.MemberId;
import parley.space.MessageId;
import parley.space.Space;

/**
 * A question to the floor: may this agent speak, because of that trigger?
 *
 * @param author of the trigger; null where it is a minted root
 * @param hop of the answer to come
 * @param fanOut what the trigger may ask for
 * @param granted how many turns the trigger has caused already
 */
public record Ask(
        Space space,
        MemberId agent,
        MessageId root,
        MessageId trigger,
        @Nullable MemberId author,
        int hop,
        FanOut fanOut,
        int granted,
        Instant now) {

    FloorSettings bounds() {
        return space.settings().floor();
    }

    Optional<RootCount> count() {
        return space.floor().root(root);
    }

    Speaker speaker() {
        return space.floor().speaker(agent);
    }

    /** Whether the trigger is the root itself, rather than an answer somewhere under it. */
    boolean byRoot() {
        return root.equals(trigger);
    }

    int grantedToAgent() {
        return count().map(count -> count.grantedTo(agent)).orElse(0);
    }

    /** How many turns the root may cause yet. */
    int left() {
        var limit = bounds().turnsPerRoot();
        return count().map(count -> Math.min(count.limit(), limit) - count.granted())
                .orElse(limit);
    }
}
