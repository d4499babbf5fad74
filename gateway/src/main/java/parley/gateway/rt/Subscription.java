package parley.gateway.rt;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Identity;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;
import parley.gateway.rt.Frame.Wish;
import parley.presence.Lease;
import parley.space.MemberId;
import parley.space.SpaceId;
import parley.space.actor.Attached;
import parley.space.actor.Batch;
import parley.space.actor.Feed;
import parley.space.actor.HubMessage;
import parley.space.actor.HubMessage.Place;
import parley.space.actor.Subscriber;

/**
 * One space on one connection: where its client stands, and what to send it next. The hub calls it; all else is the
 * connection's.
 */
final class Subscription implements Subscriber {

    private static final Duration ATTACH_AGAIN = Duration.ofSeconds(2);

    private final Line line;
    private final Entrance entrance;
    private final Setbacks setbacks;
    private final Identity identity;
    private final Lease lease;
    private final Wish wish;
    private final Window window;
    private final Window.Share unapplied;
    private final Consumer<byte[]> control;
    private final Consumer<Subscription> over;
    private final @Nullable MemberId without;
    private final Pulls pulls = new Pulls();
    private final Lag lag = new Lag();
    private @Nullable Reader reader;
    private @Nullable Passing passing;
    private Set<MemberId> visible = Set.of();
    private @Nullable Feed feed;
    private long liveFrom;
    private boolean introduced;
    private boolean live;
    private boolean left;
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile long last = Long.MAX_VALUE;
    private volatile @Nullable Ending ending;

    /** @param over told when the subscription has ended by itself */
    Subscription(
            Surroundings around,
            Line line,
            Identity identity,
            Lease lease,
            Wish wish,
            Window window,
            Consumer<byte[]> control,
            Consumer<Subscription> over) {
        this.line = line;
        entrance = new Entrance(around, line, wish.space());
        setbacks = around.sockets().setbacks();
        this.identity = identity;
        this.lease = lease;
        this.wish = wish;
        this.window = window;
        unapplied = window.share();
        this.control = control;
        this.over = over;
        without = wish.own() ? null : identity.user();
    }

    SpaceId space() {
        return wish.space();
    }

    @Override
    public MemberId user() {
        return identity.user();
    }

    @Override
    public Lease lease() {
        return lease;
    }

    @Override
    public boolean wake() {
        boolean first = woken.compareAndSet(false, true);
        line.wake();
        return first;
    }

    /** The connection has heard that there is more. */
    void looked() {
        if (woken.compareAndSet(true, false) && feed != null) {
            feed.looked();
        }
    }

    @Override
    public void end(long lastSeq, Ending why) {
        ending = why;
        last = lastSeq;
        line.wake();
    }

    /** Asks the hub for the place that the client wishes. */
    void start() {
        attach(wish.place(), this::begin);
    }

    /** Ends the subscription. */
    void leave(Departure how) {
        left = true;
        looked();
        unapplied.forget();
        entrance.detach(this, feed, how);
    }

    /** How far the space has got, as far as is known here; 0 while it is not. */
    long head() {
        return feed == null ? 0 : feed.head();
    }

    /** How far the client has been told; null before it has been told how the space stands. */
    @Nullable
    Place reached() {
        return introduced && feed != null && reader != null ? new Place(feed.epoch(), reader.cursor()) : null;
    }

    /** Everything up to {@code applied} has arrived. */
    void acknowledged(long applied) {
        unapplied.acknowledged(applied);
        lag.over();
    }

    /** Sends events once more; false where too many such wishes wait. */
    boolean pull(long after, int limit) {
        if (feed == null || reader == null) {
            return true;
        }
        if (pulls.isFull()) {
            return false;
        }
        lag.over();
        long until = Math.min(feed.head(), last);
        if (after >= until) {
            control.accept(WireReplies.live(space(), until));
            return true;
        }
        reader.skipTo(after);
        pulls.add(new Reader(line, feed, after, without, List.of()), Math.min(until, after + limit));
        return true;
    }

    /** Tells these models from the beginning. */
    void again(Set<Model> models) {
        if (passing != null) {
            passing.again(models);
        }
    }

    /** The client has these people on its screen. */
    void look(Set<MemberId> people) {
        visible = people;
        if (passing != null && feed != null) {
            passing.look(people);
            feed.tell(new HubMessage.Looked(people));
        }
    }

    /** The next events; null where there are none now. Asked when everything that was said before has been given out. */
    @Nullable
    ByteString next() {
        if (reader == null || feed == null) {
            return null;
        }
        introduced = true;
        var pulled = pulls.next(reader);
        if (pulled != null) {
            return pulled;
        }
        long until = Math.min(last, feed.head());
        if (!live && reader.cursor() >= liveFrom) {
            live = true;
            control.accept(WireReplies.live(space(), reader.cursor()));
        }
        if (ending != null && reader.cursor() >= last) {
            finish(ending, feed, reader.cursor());
            return null;
        }
        return lag.waits() || !window.isOpen() || lagsNow(reader, until) ? null : send(reader.next(until));
    }

    /** What has passed since this was asked last; null where nothing has. */
    @Nullable
    ByteString nextPassing() {
        return live && passing != null ? passing.next(wish.space(), window.sacrifice()) : null;
    }

    /** Who lags is told once, and sent nothing until they ask for more or apply what they have. */
    private boolean lagsNow(Reader pushed, long until) {
        boolean begins = lag.begins(live ? until - pushed.cursor() : 0);
        if (begins) {
            setbacks.lagged();
            control.accept(WireReplies.lag(space(), pushed.cursor(), until));
        }
        return begins;
    }

    private @Nullable ByteString send(@Nullable Batch batch) {
        if (batch == null) {
            return null;
        }
        unapplied.sent(batch.to(), batch.text().length());
        return batch.text();
    }

    private void attach(@Nullable Place place, Consumer<Attached> then) {
        entrance.attach(this, identity.administrator(), place, answer -> {
            if (!left) {
                then.accept(answer);
            }
        });
    }

    private void begin(Attached answer) {
        switch (answer) {
            case Attached.Refused(var reason) -> refuse(Problem.of(reason, "subscribe to spaces you are a member of"));
            case Attached.Unavailable _ ->
                refuse(Problem.of(ProblemCode.UNAVAILABLE, "the space does not answer now; subscribe again")
                        .retryAfter(ATTACH_AGAIN));
            case Attached.Resumed(var found, var after, var head, var ordinal, var backlog) -> {
                control.accept(WireReplies.resumed(space(), found.epoch(), after, head, ordinal));
                follow(found, new Reader(line, found, after, without, backlog), head);
                pass(Passing.from(found, wish.known()));
            }
            case Attached.Begun(var found, var state) -> {
                var now = found.ephemeral();
                snapshot(
                        found,
                        state.seq(),
                        state.ordinal(),
                        WireSnapshot.lines(space(), found.memo(), state, now, wish.tail()));
                pass(Passing.after(found, now));
            }
            case Attached.BegunOwn(var found, var own) -> snapshot(found, own.seq(), 0, WireReading.snapshot(own));
        }
    }

    private void snapshot(Feed found, long seq, long ordinal, List<byte[]> lines) {
        control.accept(WireReplies.begun(space(), found.epoch(), seq, ordinal, lines.size()));
        lines.forEach(control);
        follow(found, new Reader(line, found, seq, without, List.of()), seq);
    }

    private void follow(Feed found, Reader from, long head) {
        feed = found;
        reader = from;
        liveFrom = head;
    }

    /** Nothing passes in one's own log. */
    private void pass(Passing begun) {
        if (!entrance.isOwn()) {
            begun.look(visible);
            passing = begun;
        }
    }

    private void refuse(Problem problem) {
        control.accept(WireReplies.error(null, space().value(), null, problem));
        over.accept(this);
    }

    /** The client learns why it hears no more, unless it can go on elsewhere without noticing. */
    private void finish(Ending why, Feed old, long cursor) {
        switch (why) {
            case Ending.Membership _ -> reset("membership", old.epoch());
            case Ending.Replaced(var epoch) -> reset("epoch", epoch);
            case Ending.Interrupted _ -> {
                ending = null;
                last = Long.MAX_VALUE;
                feed = null;
                pulls.clear();
                goOn(new Place(old.epoch(), cursor));
            }
        }
    }

    private void goOn(Place place) {
        attach(place, answer -> goOn(place, answer));
    }

    private void goOn(Place place, Attached answer) {
        switch (answer) {
            case Attached.Resumed(var found, var after, var _, var _, var backlog) -> {
                follow(found, new Reader(line, found, after, without, backlog), after);
                pass(Passing.from(found, Map.of()));
            }
            case Attached.Begun(var found, var _) -> beginAgain(found, place);
            case Attached.BegunOwn(var found, var _) -> beginAgain(found, place);
            case Attached.Refused _ -> reset("membership", place.epoch());
            case Attached.Unavailable _ ->
                line.later(ATTACH_AGAIN, () -> {
                    if (!left) {
                        goOn(place);
                    }
                });
        }
    }

    private void beginAgain(Feed found, Place place) {
        reset(found.epoch().equals(place.epoch()) ? "retention" : "epoch", found.epoch());
    }

    private void reset(String reason, String epoch) {
        setbacks.reset();
        control.accept(WireReplies.reset(space(), reason, epoch));
        leave(Departure.LEFT);
        over.accept(this);
    }
}
