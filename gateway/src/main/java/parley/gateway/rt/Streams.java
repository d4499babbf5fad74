package parley.gateway.rt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Identity;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;
import parley.gateway.access.Secret;
import parley.gateway.rest.EventStreams;
import parley.gateway.rest.Refusal;
import parley.space.MemberId;
import parley.space.SpaceId;
import parley.space.actor.HubMessage.Place;
import parley.space.actor.Subscriber.Departure;

/** The streams of this node, those that are open and those that are about to be. Safe for use by several threads. */
final class Streams implements EventStreams {

    private static final int PREPARED_MAX = 10_000;

    /** Time is counted in whole milliseconds. */
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final Surroundings around;
    private final Cache<String, Prepared> prepared;
    private final ConcurrentHashMap<String, EventStage.Speaking> open = new ConcurrentHashMap<>();

    private record Prepared(MemberId owner, Frame.Hello hello) {}

    Streams(Surroundings around) {
        this.around = around;
        prepared = Caffeine.newBuilder()
                .maximumSize(PREPARED_MAX)
                .expireAfterWrite(openWithin())
                .build();
    }

    @Override
    public Duration openWithin() {
        return around.limits().sockets().ticketTime();
    }

    @Override
    public Source<ByteString, NotUsed> follow(
            Identity reader, String address, SpaceId space, @Nullable Place place, int tail) {
        checkRoom(reader, address);
        var wish = new Frame.Wish(space, place, tail, true, Map.of());
        return Source.fromGraph(EventStage.listening(around, reader, address, wish));
    }

    @Override
    public String prepare(Identity reader, byte[] frames) {
        checkSize(frames);
        List<Frame> found = around.frames().read(frames);
        if (found.size() == 1 && found.getFirst() instanceof Frame.Unreadable(var _, var _, var problem)) {
            throw new Refusal(problem);
        }
        if (found.size() != 1 || !(found.getFirst() instanceof Frame.Hello hello)) {
            throw Refusal.of(ProblemCode.HELLO_REQUIRED, "the body is one frame: hello");
        }
        var stream = Secret.name("st_");
        prepared.put(stream, new Prepared(reader.user(), hello));
        return stream;
    }

    @Override
    public Optional<Source<ByteString, NotUsed>> open(String stream, Identity reader, String address) {
        var known = prepared.getIfPresent(stream);
        if (known == null || !known.owner().equals(reader.user())) {
            return Optional.empty();
        }
        checkRoom(reader, address);
        return Optional.ofNullable(prepared.asMap().remove(stream))
                .map(taken -> Source.fromGraph(EventStage.speaking(
                        around,
                        reader,
                        address,
                        taken.hello(),
                        begun -> open.put(stream, begun),
                        () -> open.remove(stream))));
    }

    @Override
    public CompletionStage<Boolean> say(String stream, Identity speaker, byte[] frames) {
        checkSize(frames);
        var known = open.get(stream);
        if (known == null || !known.identity().user().equals(speaker.user())) {
            throw notOpen();
        }
        return known.say(frames);
    }

    /** Whoever says something there opens another stream. */
    static Refusal notOpen() {
        return Refusal.of(
                ProblemCode.NO_SUCH_STREAM, "no stream of yours is open under this id; prepare another and open it");
    }

    @Override
    public CompletionStage<Identity> await(Identity reader, String address, SpaceId space, Place place, Duration wait) {
        var proof = new Proof(around.authenticator(), reader);
        var poll = new Poll(reader.user(), place.seq());
        var full = around.sockets().open(reader.user(), address, poll);
        if (full.isPresent()) {
            throw new Refusal(full.get());
        }
        around.hubs().attach(space, poll, reader.administrator(), place).thenAccept(poll::attached);
        // who they are may have changed between the look at that and now, from when on this request hears of it
        if (proof.check(around.clock().instant()).isPresent()
                || !proof.identity().equals(reader)) {
            poll.proveAgain();
        }
        CompletableFuture<Done> over =
                poll.over().completeOnTimeout(Done.done(), within(proof, wait).toMillis(), TimeUnit.MILLISECONDS);
        return over.whenComplete((_, _) -> {
                    around.hubs().detach(space, poll, Departure.LEFT);
                    around.sockets().close(reader.user(), address, poll);
                })
                .thenApply(_ -> {
                    proof.check(around.clock().instant()).ifPresent(end -> {
                        throw new Refusal(end.problem());
                    });
                    return proof.identity();
                });
    }

    /** Nobody waits longer than their proof of identity lasts. */
    private Duration within(Proof proof, Duration wait) {
        return proof.left(around.clock().instant())
                .map(left -> left.plus(A_MOMENT))
                .filter(left -> left.compareTo(wait) < 0)
                .orElse(wait);
    }

    private void checkRoom(Identity reader, String address) {
        around.sockets().full(reader.user(), address).ifPresent(problem -> {
            throw new Refusal(problem);
        });
    }

    private void checkSize(byte[] frames) {
        int max = around.limits().frames().bytes();
        if (frames.length > max) {
            throw new Refusal(Problem.of(ProblemCode.FRAME_TOO_BIG, "frames have at most %,d bytes".formatted(max)));
        }
    }
}
