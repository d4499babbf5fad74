package parley.gateway.rest;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Identity;
import parley.space.SpaceId;
import parley.space.actor.HubMessage.Place;

/** Streams on which nothing is ever said. */
final class SilentStreams implements EventStreams {

    @Override
    public Source<ByteString, NotUsed> follow(
            Identity reader, String address, SpaceId space, @Nullable Place place, int tail) {
        return Source.empty();
    }

    @Override
    public String prepare(Identity reader, byte[] hello) {
        return "st_silent";
    }

    @Override
    public Duration openWithin() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Optional<Source<ByteString, NotUsed>> open(String stream, Identity reader, String address) {
        return stream.equals("st_silent") ? Optional.of(Source.empty()) : Optional.empty();
    }

    @Override
    public CompletionStage<Boolean> say(String stream, Identity speaker, byte[] frames) {
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public CompletionStage<Identity> await(Identity reader, String address, SpaceId space, Place place, Duration wait) {
        return CompletableFuture.completedFuture(reader);
    }
}
