package parley.gateway.rt;

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
import parley.space.actor.HubMessage.Place;
import parley.space.actor.Page;
import parley.space.actor.Subscriber;

/**
 * One space on one connection: where its client stands, and what to send it next. The hub calls it; all else is the
 * connection's.
 */
final class Subscription implements Subscriber, Entrance.Heir {

    private final Line line;
    private final Entrance entrance;
    private final Setbacks setbacks;
    private final Lease lease;
    private final Wish wish;
    private final Window window;
    private final Window.Share unapplied;
    private final Consumer<byte[]> control;
    private final Consumer<Subscription> over;
    private final @Nullable MemberId without;
    private final Lag lag = new Lag();
    private @Nullable Track track;
    private Set<MemberId> visible = Set.of();
    private boolean introduced;
    private boolean live;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Horizon horizon = new Horizon();

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
        entrance = new Entrance(around, line, wish.space(), this, identity.administrator());
        setbacks = around.sockets().setbacks();
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
        return lease.user();
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
        if (woken.compareAndSet(true, false) && track != null) {
            track.feed().looked();
        }
    }

    @Override
    public void end(long lastSeq, Ending why) {
        horizon.end(lastSeq, why);
        line.wake();
    }

    /** Asks the hub for the place that the client wishes. */
    void start() {
        entrance.attach(wish.place(), this::begin);
    }

    /** Ends the subscription. */
    void leave(Departure how) {
        looked();
        unapplied.forget();
        entrance.leave(track == null ? null : track.feed(), how);
    }

    /** How far the space has got, as far as is known here; 0 while it is not. */
    long head() {
        return track == null ? 0 : track.head();
    }

    /** How far the client has been told; null before it has been told how the space stands. */
    @Nullable
    Place reached() {
        return introduced && track != null ? track.place() : null;
    }

    /** Everything up to {@code applied} has arrived. */
    void acknowledged(long applied) {
        unapplied.acknowledged(applied);
        lag.over();
    }

    /** Sends events once more; false where too many such wishes wait. */
    boolean pull(long after, int limit) {
        if (track == null) {
            return true;
        }
        if (track.isFullOfPulls()) {
            return false;
        }
        lag.over();
        long until = horizon.reach(track::head);
        if (after < until) {
            track.pull(after, Math.min(until, after + limit));
        } else {
            control.accept(WireReplies.live(space(), until));
        }
        return true;
    }

    /** Tells these models from the beginning. */
    void again(Set<Model> models) {
        if (track != null) {
            track.again(models);
        }
    }

    /** The client does something in the space. */
    void act(Frame.Act act) {
        if (act.visible() != null) {
            visible = act.visible();
            if (track != null) {
                track.look(visible);
            }
        }
        entrance.act(act);
    }

    /** The next events; null where there are none now. Asked when everything that was said before has been given out. */
    @Nullable
    ByteString next() {
        if (track == null) {
            return null;
        }
        introduced = true;
        var pulled = track.nextPulled();
        if (pulled != null) {
            return pulled;
        }
        long until = horizon.reach(track::head);
        if (!live && track.isCaughtUp()) {
            live = true;
            control.accept(WireReplies.live(space(), track.cursor()));
        }
        var ending = horizon.endedAt(track.cursor());
        if (ending != null) {
            finish(ending, track.place());
            return null;
        }
        return lag.waits() || !window.isOpen() || lagsNow(track.cursor(), until) ? null : send(track.next(until));
    }

    /** What has passed since this was asked last; null where nothing has. */
    @Nullable
    ByteString nextPassing() {
        return live && track != null ? track.nextPassing(space(), window.sacrifice()) : null;
    }

    /** Who lags is told once, and sent nothing until they ask for more or apply what they have. */
    private boolean lagsNow(long cursor, long until) {
        boolean begins = lag.begins(live ? until - cursor : 0);
        if (begins) {
            setbacks.lagged();
            control.accept(WireReplies.lag(space(), cursor, until));
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

    private void begin(Attached answer) {
        switch (answer) {
            case Attached.Refused(var reason) -> refuse(Problem.of(reason, "subscribe to spaces you are a member of"));
            case Attached.Unavailable _ ->
                refuse(Problem.of(ProblemCode.UNAVAILABLE, "the space does not answer now; subscribe again")
                        .retryAfter(Entrance.AGAIN));
            case Attached.Resumed(var found, var after, var head, var ordinal, var backlog) -> {
                control.accept(WireReplies.resumed(space(), found.epoch(), after, head, ordinal));
                follow(found, after, backlog, head, Passing.from(found, wish.known()));
            }
            case Attached.Begun(var found, var state) -> {
                var now = found.ephemeral();
                tell(
                        found,
                        state.seq(),
                        state.ordinal(),
                        WireSnapshot.lines(space(), found.memo(), state, now, wish.tail()));
                follow(found, state.seq(), List.of(), state.seq(), Passing.after(found, now));
            }
            case Attached.BegunOwn(var found, var own) -> {
                tell(found, own.seq(), 0, WireReading.snapshot(own));
                follow(found, own.seq(), List.of(), own.seq(), null);
            }
        }
    }

    private void tell(Feed found, long seq, long ordinal, List<byte[]> lines) {
        control.accept(WireReplies.begun(space(), found.epoch(), seq, ordinal, lines.size()));
        lines.forEach(control);
    }

    /** Nothing passes in one's own log. */
    private void follow(Feed found, long after, List<Page> backlog, long liveFrom, @Nullable Passing begun) {
        var passing = entrance.isOwn() ? null : begun;
        if (passing != null) {
            passing.look(visible);
        }
        track = new Track(found, new Reader(line, found, after, without, backlog), liveFrom, passing);
    }

    private void refuse(Problem problem) {
        control.accept(WireReplies.error(null, space().value(), null, problem));
        over.accept(this);
    }

    /** The client learns why it hears no more, unless it can go on elsewhere without noticing. */
    private void finish(Ending why, Place reached) {
        switch (why) {
            case Ending.Membership _ -> reset("membership", reached.epoch());
            case Ending.Replaced(var epoch) -> reset("epoch", epoch);
            case Ending.Interrupted _ -> {
                horizon.open();
                track = null;
                entrance.goOn(reached, this);
            }
        }
    }

    @Override
    public void resume(Attached.Resumed found) {
        follow(found.feed(), found.after(), found.backlog(), found.after(), Passing.from(found.feed(), Map.of()));
    }

    @Override
    public void reset(String reason, String epoch) {
        setbacks.reset();
        control.accept(WireReplies.reset(space(), reason, epoch));
        leave(Departure.LEFT);
        over.accept(this);
    }
}
