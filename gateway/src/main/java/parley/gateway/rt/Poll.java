package parley.gateway.rt;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Problem;
import parley.presence.Lease;
import parley.space.MemberId;
import parley.space.actor.Attached;
import parley.space.actor.Feed;
import parley.space.actor.Subscriber;

/** A request that waits for what follows in a space after a place. */
final class Poll implements Subscriber, Guest {

    private final MemberId user;
    private final long after;
    private final CompletableFuture<Done> over = new CompletableFuture<>();
    private volatile @Nullable Feed feed;

    Poll(MemberId user, long after) {
        this.user = user;
        this.after = after;
    }

    /** Done when there is something, or nothing will come. */
    CompletableFuture<Done> over() {
        return over;
    }

    /** The hub has answered. */
    void attached(Attached answer) {
        if (answer instanceof Attached.Resumed(var found, var _, var _, var _, var _)) {
            feed = found;
            wake();
        } else {
            over.complete(Done.done());
        }
    }

    @Override
    public MemberId user() {
        return user;
    }

    @Override
    public Carrier carrier() {
        return Carrier.LONG_POLL;
    }

    /** What is asked for is the answer to a request, and nothing is sent before. */
    @Override
    public int unacknowledged() {
        return 0;
    }

    /** Requests that come and go would make their user come and go. */
    @Override
    public @Nullable Lease lease() {
        return null;
    }

    @Override
    public boolean wake() {
        var known = feed;
        if (known != null && known.head() > after) {
            over.complete(Done.done());
        }
        return false;
    }

    @Override
    public void end(long last, Ending why) {
        over.complete(Done.done());
    }

    @Override
    public void proveAgain() {
        over.complete(Done.done());
    }

    @Override
    public void dismiss(Duration within, Problem problem) {
        over.complete(Done.done());
    }
}
