package parley.space.actor;

import java.util.List;
import parley.presence.Activity;
import parley.presence.Lease;
import parley.space.MemberId;
import parley.space.SpaceId;
import parley.space.TurnId;
import parley.space.actor.Subscriber.Departure;

/**
 * What one node tells the others of a space that does not stand in its log. It may get lost, as what it tells of passes; who is there is
 * told again as a whole.
 */
public sealed interface HubNews {

    /** The life of the node that tells it. */
    String node();

    SpaceId space();

    /** A hub begins, and knows nothing of the others yet. */
    record Asked(String node, SpaceId space) implements HubNews {}

    /** All connections of that node that make somebody present. */
    record Here(String node, SpaceId space, List<Lease> leases) implements HubNews {}

    record Arrived(String node, SpaceId space, Lease lease) implements HubNews {}

    record Departed(String node, SpaceId space, Lease lease, Departure how) implements HubNews {}

    /** A person did something themselves. */
    record Acted(String node, SpaceId space, MemberId member) implements HubNews {}

    /** A person is typing, or has stopped. */
    record Typed(String node, SpaceId space, MemberId member, boolean typing) implements HubNews {}

    /** An agent does something in its turn. */
    record Does(String node, SpaceId space, TurnId turn, Activity activity) implements HubNews {}

    /** An agent has written more. */
    record Wrote(String node, SpaceId space, TurnId turn, MemberId agent, int attempt, int offset, String text)
            implements HubNews {}

    /** Nobody works on a turn any more. */
    record Released(String node, SpaceId space, TurnId turn) implements HubNews {}
}
