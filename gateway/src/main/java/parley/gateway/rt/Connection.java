package parley.gateway.rt;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.stream.Shape;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import parley.gateway.access.Identity;
import parley.gateway.access.Problem;
import parley.space.MemberId;
import parley.space.actor.Subscriber.Departure;

/**
 * One open connection: runs its {@link Session} on the thread of a stage, whatever carries the frames. It sends when
 * the network asks for more, so a slow client is simply asked less often.
 */
abstract class Connection extends TimerGraphStageLogic implements Line, Guest {

    private static final Duration TICK = Duration.ofSeconds(5);

    /** How long the client may take to agree to a close. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

    private final AtomicBoolean woken = new AtomicBoolean();
    private final AsyncCallback<Runnable> callback = createAsyncCallback(this::perform);
    private final Surroundings around;
    private final Identity identity;
    private final String address;
    private final Session session;
    private boolean counted;
    private boolean closing;

    /** A timer is known by what it does. */
    private record Due(Runnable action) {}

    Connection(Shape shape, Surroundings around, Identity identity, String address) {
        super(shape);
        this.around = around;
        this.identity = identity;
        this.address = address;
        session = new Session(around, this, identity);
    }

    /** Sends what there is, if the network asks for it. */
    abstract void send();

    /** Puts the last words before all that waits, and nothing after them. */
    abstract void farewell(Close why, Problem problem);

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
    }

    @Override
    public void preStart() {
        var full = around.sockets().open(identity.user(), address, this);
        counted = full.isEmpty();
        full.ifPresent(problem -> close(Close.OVERLOADED, problem));
        later(around.limits().sockets().helloTime(), this::helloDue);
        later(TICK, this::tick);
    }

    @Override
    public void postStop() {
        if (counted) {
            around.sockets().close(identity.user(), address, this);
        }
        session.closed(Departure.LOST);
    }

    @Override
    public final void onTimer(Object action) {
        perform(((Due) action).action());
    }

    @Override
    public final void wake() {
        if (woken.compareAndSet(false, true)) {
            callback.invoke(this::woke);
        }
    }

    @Override
    public final void run(Runnable action) {
        callback.invoke(action);
    }

    @Override
    public final void later(Duration delay, Runnable action) {
        scheduleOnce(new Due(action), delay);
    }

    @Override
    public final void close(Close why, Problem problem) {
        if (closing) {
            return;
        }
        closing = true;
        session.closed(why.comesBack() ? Departure.LOST : Departure.LEFT);
        farewell(why, problem);
        later(CLOSE_WITHIN, this::completeStage);
    }

    @Override
    public final MemberId user() {
        return identity.user();
    }

    @Override
    public final void proveAgain() {
        callback.invoke(() -> {
            if (!closing) {
                session.checkIdentity();
            }
        });
    }

    @Override
    public final void dismiss(Duration within, Problem problem) {
        callback.invoke(() -> {
            session.drain(within);
            send();
            later(within, () -> close(Close.DRAIN, problem));
        });
    }

    private void woke() {
        woken.set(false);
        session.woken();
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
