package parley.space.actor;

import parley.entity.Stored;
import parley.space.SpaceEvent;
import parley.space.SpaceId;

/**
 * Puts events into the form that clients read; the form itself belongs to whoever owns the wire. Called from several
 * threads.
 */
public interface UpdateEncoder {

    /** An event, or a notice that its place in the sequence holds nothing for clients. */
    Update encode(SpaceId space, Stored<SpaceEvent> event);

    /** A notice that a place in the sequence holds nothing for the recipient. */
    Update skip(SpaceId space, long seq);
}
