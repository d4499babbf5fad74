package parley.space;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.entity.Decision;
import parley.space.SpaceReply.Accepted;

/** The events that one command has caused so far, and the space as they make it. Lives within one decision. */
public final class Pending {

    private final List<SpaceEvent> events = new ArrayList<>();
    private Space space;

    Pending(Space space) {
        this.space = space;
    }

    public Space space() {
        return space;
    }

    public void add(SpaceEvent event) {
        events.add(event);
        space = Evolution.after(space, event);
    }

    /** Stores the events, and answers with the sequence number of the last of them; a duplicate where there are none. */
    Decision<SpaceEvent, SpaceReply> accepted(Instant now) {
        return accepted(space.seq(), now, null);
    }

    /** Stores the events, and answers with the one of them that did what was asked. */
    Decision<SpaceEvent, SpaceReply> accepted(long seq, Instant now, @Nullable MessageId message) {
        return Decision.store(events, new Accepted(seq, now, message, events.isEmpty()));
    }
}
