package parley.gateway.rt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Problem;
import parley.space.MemberId;
import parley.space.SpaceId;
import parley.space.actor.HubMessage.Place;

/** What a client says. */
sealed interface Frame {

    /** The first frame of a connection. */
    record Hello(int version, Visitor visitor, List<Wish> wishes) implements Frame {}

    /**
     * Where a connection comes from.
     *
     * @param device the same whenever it comes from there; null where the client does not say
     * @param client what kind of client it is; null where it does not say
     * @param attended false where the client says that nobody is at it
     */
    record Visitor(@Nullable String device, @Nullable String client, boolean attended) {

        /** Nothing is said of it. */
        static final Visitor UNKNOWN = new Visitor(null, null, true);
    }

    record Subscribe(Wish wish) implements Frame {}

    /**
     * A space to follow.
     *
     * @param place where to go on; null to begin with the state
     * @param tail messages of the state to begin with
     * @param own false to leave out one's own messages
     * @param known what passes, as far as the client knows it from before
     */
    record Wish(SpaceId space, @Nullable Place place, int tail, boolean own, Map<Model, Known> known) {}

    /** A version that a client knows of what passes. */
    record Known(String incarnation, long version) {}

    /** Wants to know once more how these models stand, and nothing else. */
    record Again(SpaceId space, Set<Model> models) implements Frame {}

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

    /**
     * What the person at the client does.
     *
     * @param typing null where nothing is said of it
     * @param active whether they did something
     * @param visible who is on their screen; null where nothing is said of it
     */
    record Act(
            SpaceId space,
            @Nullable Boolean typing,
            boolean active,
            @Nullable Set<MemberId> visible) implements Frame {}

    record Ping() implements Frame {}

    record Pong() implements Frame {}

    /**
     * Not a frame of this protocol.
     *
     * @param id of the command that it may have been
     */
    record Unreadable(@Nullable Long id, @Nullable String space, Problem problem) implements Frame {}
}
