package parley.gateway.rest;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Identity;
import parley.space.SpaceId;
import parley.space.actor.HubMessage.Place;

/** The realtime protocol for clients that have no socket. What cannot be had is thrown as a {@link Refusal}. */
public interface EventStreams {

    /**
     * One space, for a client that can only listen; each durable event carries its place.
     *
     * @param place where to go on; null to begin with the state
     * @param tail messages of the state to begin with
     */
    Source<ByteString, NotUsed> follow(Identity reader, String address, SpaceId space, @Nullable Place place, int tail);

    /** Makes a stream ready that begins as {@code hello} says, and gives its id. */
    String prepare(Identity reader, byte[] hello);

    /** How long a stream that was made ready waits to be opened. */
    Duration openWithin();

    /** Opens a stream that was made ready, once; nothing where there is none of that id. */
    Optional<Source<ByteString, NotUsed>> open(String stream, Identity reader, String address);

    /** Says frames to an open stream, where their answers appear; false where its client has to read first. */
    CompletionStage<Boolean> say(String stream, Identity speaker, byte[] frames);

    /**
     * The reader as they stand when there is more in a space than up to a place, when they may not read on, or after a
     * time.
     */
    CompletionStage<Identity> await(Identity reader, String address, SpaceId space, Place place, Duration wait);
}
