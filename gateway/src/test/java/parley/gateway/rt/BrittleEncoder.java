package parley.gateway.rt;

import java.util.concurrent.atomic.AtomicBoolean;
import parley.entity.Stored;
import parley.space.SpaceEvent;
import parley.space.SpaceId;
import parley.space.actor.Update;
import parley.space.actor.UpdateEncoder;

/** What puts events on the wire, and the hub that uses it out of order when it is told to. */
final class BrittleEncoder implements UpdateEncoder {

    private final WireEvents wire = new WireEvents();
    private final AtomicBoolean fails = new AtomicBoolean();

    /** Makes the hub that encodes the next event fail. */
    void failNext() {
        fails.set(true);
    }

    @Override
    public Update encode(SpaceId space, Stored<SpaceEvent> event) {
        if (fails.compareAndSet(true, false)) {
            throw new IllegalStateException("this hub was told to fail");
        }
        return wire.encode(space, event);
    }

    @Override
    public Update skip(SpaceId space, long seq) {
        return wire.skip(space, seq);
    }
}
