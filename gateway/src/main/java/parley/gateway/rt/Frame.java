package parley.gateway.rt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Problem;
import parley.space.SpaceId;
import parley.space.actor.HubMessage.Place;

/** What a client says. */
sealed interface Frame {

    /** The first frame of a connection. */
    record Hello(int version, List<Wish> wishes) implements Frame {}

    record Subscribe(Wish wish) implements Frame {}

    /**
     * A space to follow.
     *
     * @param place where to go on; null to begin with the state
     * @param tail messages of the state to begin with
     * @param own false to leave out one's own messages
     * @param only true where only what passes is wanted again
     */
    record Wish(SpaceId space, @Nullable Place place, int tail, boolean own, boolean only) {}

    record Unsubscribe(SpaceId space) implements Frame {}

    /** Renews the proof of identity. */
    record Renew(String ticket) implements Frame {}

    /**
     * A mutation, to be answered once by {@code id}.
     *
     * @param key names what it makes, so that a retry is recognised
     */
    record Command(
            long id, SpaceId space, String type, @Nullable String key, JsonNode envelope) implements Frame {}

    /** Wants events once more. */
    record Pull(SpaceId space, long after, int limit) implements Frame {}

    /** What the client has applied. */
    record Acknowledge(Map<SpaceId, Long> applied) implements Frame {}

    record Act(SpaceId space, boolean typing) implements Frame {}

    record Ping() implements Frame {}

    record Pong() implements Frame {}

    /**
     * Not a frame of this protocol.
     *
     * @param id of the command that it may have been
     */
    record Unreadable(@Nullable Long id, @Nullable String space, Problem problem) implements Frame {}
}
