package parley.gateway.rest;

import java.nio.charset.StandardCharsets;
import parley.entity.Stored;
import parley.space.SpaceEvent;
import parley.space.SpaceId;
import parley.space.actor.Update;
import parley.space.actor.UpdateEncoder;

/** Tells of events by their place only, and of people's joining not at all. */
final class PlainEncoder implements UpdateEncoder {
    @Override
    public Update encode(SpaceId space, Stored<SpaceEvent> event) {
        return event.event() instanceof SpaceEvent.MemberJoined
                ? skip(space, event.seq())
                : update("{\"op\":\"ev\",\"seq\":" + event.seq() + "}", event.seq());
    }

    @Override
    public Update skip(SpaceId space, long seq) {
        return update("{\"op\":\"skip\",\"from\":" + seq + ",\"to\":" + seq + "}", seq);
    }

    private static Update update(String line, long seq) {
        return new Update(seq, null, line.getBytes(StandardCharsets.UTF_8));
    }
}
