package parley.gateway.rest;

import parley.entity.Stored;
import parley.gateway.rt.WireEvents;
import parley.space.SpaceEvent;
import parley.space.SpaceId;
import parley.space.actor.Update;
import parley.space.actor.UpdateEncoder;

/** Tells of events as the product does, but of people's joining not at all. */
final class DiscreetEncoder implements UpdateEncoder {
    private final UpdateEncoder wire = new WireEvents();

    @Override
    public Update encode(SpaceId space, Stored<SpaceEvent> event) {
        return event.event() instanceof SpaceEvent.MemberJoined
                ? wire.skip(space, event.seq())
                : wire.encode(space, event);
    }

    @Override
    public Update skip(SpaceId space, long seq) {
        return wire.skip(space, seq);
    }
}
