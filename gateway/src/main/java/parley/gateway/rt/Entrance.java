package parley.gateway.rt;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import parley.space.SpaceId;
import parley.space.actor.Attached;
import parley.space.actor.Feed;
import parley.space.actor.HubMessage;
import parley.space.actor.HubMessage.Place;
import parley.space.actor.ReaderHubs;
import parley.space.actor.Subscriber;
import parley.space.actor.Subscriber.Departure;

/** The way into a space's hub and out of it, or into the hub of one's own log. */
final class Entrance {

    private static final Duration ATTACH_WITHIN = Duration.ofSeconds(15);

    private final Surroundings around;
    private final Line line;
    private final SpaceId space;

    Entrance(Surroundings around, Line line, SpaceId space) {
        this.around = around;
        this.line = line;
        this.space = space;
    }

    /** Whether it is one's own log that is followed. */
    boolean isOwn() {
        return space.equals(ReaderHubs.ME);
    }

    /** Asks for a place; the answer comes on the connection's own thread, from the hub or because it took too long. */
    void attach(Subscriber reader, boolean administrator, @Nullable Place place, Consumer<Attached> then) {
        CompletionStage<Attached> asked = isOwn()
                ? around.readerHubs().attach(reader, place)
                : around.hubs().attach(space, reader, administrator, place);
        CompletionStage<Attached> answered =
                asked.toCompletableFuture().orTimeout(ATTACH_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        answered.whenComplete(
                (answer, _) -> line.run(() -> then.accept(answer == null ? new Attached.Unavailable() : answer)));
    }

    /** @param feed where it has got to; null where it may still be asking */
    void detach(Subscriber reader, @Nullable Feed feed, Departure how) {
        if (feed != null) {
            feed.tell(new HubMessage.Detach(reader, how));
        } else if (isOwn()) {
            around.readerHubs().detach(reader, how);
        } else {
            around.hubs().detach(space, reader, how);
        }
    }
}
