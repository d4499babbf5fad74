package parley.gateway.rt;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import parley.gateway.access.Identity;
import parley.gateway.access.Problem;
import parley.gateway.net.Strand;
import parley.space.MemberId;
import parley.space.actor.Subscriber.Departure;

/** One open connection: runs its {@link Session} on a strand, whatever carries the frames. */
abstract class Connection implements Line, Guest {

    private static final Duration TICK = Duration.ofSeconds(5);

    /** How long the last words may take, and the client to agree to a close. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

    private final AtomicBoolean woken = new AtomicBoolean();
    private final Strand strand;
    private final Surroundings around;
    private final Identity identity;
    private final String address;
    private final Session session;
    private boolean counted;
    private boolean closing;

    Connection(Strand strand, Surroundings around, Identity identity, String address) {
        this.strand = strand;
        this.around = around;
        this.identity = identity;
        this.address = address;
        session = new Session(around, this, identity);
    }

    /** Sends what there is, if the network takes it. */
    abstract void send();

    /** Puts the last words before all that waits, and nothing after them. */
    abstract void farewell(Close why, Problem problem);

    /** Ends the connection, whatever waits to be sent. */
    abstract void cut();

    @Override
    public final int unacknowledged() {
        return session.unacknowledged();
    }

    final Session session() {
        return session;
    }

    /** Whether the last words have been said, or are about to be. */
    final boolean isClosing() {
        return closing;
    }

    /** The client said goodbye by itself. */
    final void closedByClient(Departure how) {
        closing = true;
        session.closed(how);
        later(CLOSE_WITHIN, this::cut);
    }

    /** The connection is open. */
    final void begin() {
        var full = around.sockets().open(identity.user(), address, this);
        counted = full.isEmpty();
        full.ifPresent(problem -> close(Close.OVERLOADED, problem));
        // it may have ended after it was looked at, and before this connection was among those that hear of it
        if (!closing) {
            session.checkIdentity();
        }
        later(around.limits().sockets().helloTime(), this::helloDue);
        later(TICK, this::tick);
    }

    /** The connection is gone. */
    final void end() {
        if (counted) {
            around.sockets().close(identity.user(), address, this);
        }
        session.closed(Departure.LOST);
    }

    @Override
    public final void wake() {
        if (woken.compareAndSet(false, true)) {
            strand.run(this::woke);
        }
    }

    @Override
    public final void run(Runnable action) {
        strand.run(() -> perform(action));
    }

    @Override
    public final void later(Duration delay, Runnable action) {
        strand.later(delay, () -> perform(action));
    }

    @Override
    public final void close(Close why, Problem problem) {
        if (closing) {
            return;
        }
        closing = true;
        session.closed(why.comesBack() ? Departure.LOST : Departure.LEFT);
        farewell(why, problem);
        later(CLOSE_WITHIN, this::cut);
    }

    @Override
    public final MemberId user() {
        return identity.user();
    }

    @Override
    public final void proveAgain() {
        run(() -> {
            if (!closing) {
                session.checkIdentity();
            }
        });
    }

    @Override
    public final void dismiss(Duration within, Problem problem) {
        run(() -> {
            session.drain(within);
            later(within, () -> close(Close.DRAIN, problem));
        });
    }

    private void woke() {
        woken.set(false);
        session.woken();
        send();
    }

    private void perform(Runnable action) {
        action.run();
        send();
    }

    private void helloDue() {
        if (!closing) {
            session.helloDue();
        }
    }

    private void tick() {
        if (!closing) {
            session.tick();
            later(TICK, this::tick);
        }
    }
}
