package parley.gateway.rt;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Identity;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;
import parley.gateway.rt.Frame.Wish;
import parley.presence.Lease;
import parley.space.SpaceId;
import parley.space.actor.HubMessage.Place;
import parley.space.actor.Subscriber.Departure;

/**
 * One client on one connection: what it may say, and what it hears, in which order. Runs on the connection's thread.
 */
final class Session {

    static final int VERSION = 1;

    /** Unreadable frames in a minute, beyond which a connection is closed. */
    static final int UNREADABLE_MAX = 10;

    private final Surroundings around;
    private final Line line;
    private final ProofWatch proof;
    private final Vigil vigil;
    private final Window window;
    private final CommandDesk desk;
    private final Offences unreadable;
    private final Offences tooFast;
    private final Pace pace;
    private final Subscriptions subscriptions;
    private final Outbox outbox;
    private @Nullable Lease lease;
    private boolean over;

    Session(Surroundings around, Line line, Identity identity) {
        this.around = around;
        this.line = line;
        subscriptions = new Subscriptions(around.limits().sockets().subscriptions());
        outbox = new Outbox(subscriptions);
        proof = new ProofWatch(around, line, identity, outbox::add, subscriptions::admitAgain);
        window = new Window(around.limits().sockets().window());
        vigil = new Vigil(line, window, around.nanos());
        tooFast = new Offences(around.limits().commands().violationsPerMinute());
        desk = new CommandDesk(around, line, outbox::add, subscriptions::head, tooFast);
        unreadable = new Offences(UNREADABLE_MAX);
        pace = new Pace(around.nanos().getAsLong());
    }

    /** Whether so much waits to be sent that nothing more should be read. */
    boolean isFull() {
        return outbox.isFull();
    }

    /** Bytes of events that the client has not acknowledged. */
    int unacknowledged() {
        return window.unacknowledged();
    }

    /** The client sent a message. */
    void receive(byte[] message) {
        vigil.heard();
        around.frames().read(message).forEach(this::handle);
    }

    /** The client said something that is not for this protocol, such as a ping of the WebSocket. */
    void heard() {
        vigil.heard();
    }

    /** The same, and the client may want an answer to it. */
    void heard(Runnable answer) {
        heard();
        receipt(answer);
    }

    /** The client sent what cannot be read at all. */
    void unreadable(Problem problem) {
        heard();
        handle(new Frame.Unreadable(null, null, problem));
    }

    /** There may be more to send. */
    void woken() {
        subscriptions.woken();
    }

    /** What to send next; null where there is nothing now. */
    @Nullable
    ByteString next() {
        var next = outbox.next();
        if (next != null) {
            vigil.sent();
        }
        return next;
    }

    /** What is still to be said before the connection ends: every answer, and then a goodbye. */
    List<ByteString> lastWords(byte[] goodbye) {
        outbox.add(goodbye);
        return answers();
    }

    /** Every answer that waits to be said. */
    List<ByteString> answers() {
        return outbox.answers();
    }

    /** Whether the client follows a space, or is about to. */
    boolean follows(SpaceId space) {
        return subscriptions.get(space) != null;
    }

    /** Up to where everything of a space has been given out; null where that is not known. */
    @Nullable
    Place reached(SpaceId space) {
        var subscription = subscriptions.get(space);
        return subscription == null ? null : subscription.reached();
    }

    /** Looks after the connection; to be called every few seconds. */
    void tick() {
        if (vigil.holds() && checkIdentity() && lease != null && vigil.isPingDue()) {
            outbox.add(WireReplies.ping(subscriptions.changedHeads()));
            vigil.pinged();
        }
    }

    /** The connection will be closed before so long. */
    void drain(Duration within) {
        if (lease != null) {
            outbox.add(WireReplies.drain(within));
        }
    }

    /** The time for the first frame is over. */
    void helloDue() {
        if (lease == null) {
            close(
                    Close.HELLO_MISSING,
                    ProblemCode.HELLO_REQUIRED,
                    "the first frame is hello, within %d s"
                            .formatted(around.limits().sockets().helloTime().toSeconds()));
        }
    }

    /** The connection is gone, or nothing more is to be said on it. */
    void closed(Departure how) {
        over = true;
        proof.end();
        subscriptions.leave(how);
    }

    /** The client said something that has been read already. */
    void handle(Frame frame) {
        if (over) {
            return;
        }
        if (lease == null && !(frame instanceof Frame.Hello)) {
            close(Close.HELLO_MISSING, ProblemCode.HELLO_REQUIRED, "the first frame is hello");
            return;
        }
        switch (frame) {
            case Frame.Hello hello -> greet(hello);
            case Frame.Command command -> command(command);
            case Frame.Acknowledge(var applied) -> receipt(() -> acknowledge(applied));
            case Frame.Pong _ -> receipt(vigil::progressed);
            case Frame.Ping _ -> limited(null, this::pong);
            case Frame.Subscribe(var wish) -> limited(wish.space(), () -> subscribe(wish));
            case Frame.Unsubscribe(var space) -> limited(space, () -> unsubscribe(space));
            case Frame.Pull pull -> limited(pull.space(), () -> subscriptions.pull(pull));
            case Frame.Again again -> limited(again.space(), () -> subscriptions.again(again));
            case Frame.Act act -> limited(act.space(), () -> subscriptions.act(act));
            case Frame.Renew(var ticket) -> limited(null, () -> renew(ticket));
            case Frame.Unreadable unread -> {
                outbox.add(WireReplies.error(unread.id(), unread.space(), null, unread.problem()));
                if (unreadable.tooMany(now())) {
                    close(Close.PROTOCOL_ERROR, ProblemCode.PROTOCOL_ERROR, "too many frames were not readable");
                }
            }
        }
    }

    private void greet(Frame.Hello hello) {
        if (lease != null) {
            close(Close.HELLO_MISSING, ProblemCode.HELLO_REPEATED, "hello comes once");
        } else if (hello.version() != VERSION) {
            close(Close.VERSION_UNSUPPORTED, ProblemCode.VERSION_UNSUPPORTED, "the version spoken here is " + VERSION);
        } else {
            var socket = "s_" + UUID.randomUUID();
            lease = lease(hello.visitor(), socket);
            outbox.add(WireReplies.welcome(socket, around.clock().instant(), proof.identity(), around.limits()));
            hello.wishes().forEach(wish -> subscribe(wish).ifPresent(problem -> refuse(wish.space(), problem)));
            proof.begin();
        }
    }

    /** A client that names no device is on another one each time. */
    private Lease lease(Frame.Visitor visitor, String socket) {
        var device = visitor.device() == null ? socket : visitor.device();
        return new Lease(proof.identity().user(), device, socket, visitor.client(), visitor.attended());
    }

    private void command(Frame.Command command) {
        if (checkIdentity() && desk.take(command, proof.identity())) {
            closeAsTooFast();
        }
    }

    /** The client has applied everything up to these places. */
    void acknowledge(Map<SpaceId, Long> applied) {
        vigil.progressed();
        subscriptions.acknowledged(applied);
    }

    private Optional<Problem> pong() {
        outbox.add(WireReplies.pong());
        return Optional.empty();
    }

    private Optional<Problem> subscribe(Wish wish) {
        return lease == null
                ? Optional.empty()
                : subscriptions.begin(new Subscription(
                        around, line, proof.identity(), lease, wish, window, outbox::add, subscriptions::remove));
    }

    private Optional<Problem> unsubscribe(SpaceId space) {
        subscriptions.end(space, Departure.LEFT);
        return Optional.empty();
    }

    private Optional<Problem> renew(String ticket) {
        var renewed = around.tickets().renew(ticket, proof.identity());
        renewed.ifPresent(proof::renew);
        return renewed.isPresent()
                ? Optional.empty()
                : Optional.of(
                        Problem.of(ProblemCode.TICKET_INVALID, "a ticket is used once, within seconds, by its owner"));
    }

    /** Does what the client may ask for only so often, and says why where it is not done. */
    private void limited(@Nullable SpaceId space, Supplier<Optional<Problem>> action) {
        var tooSoon = pace.request(now());
        if (tooSoon.isPresent()) {
            refuseForSpeed(space, tooSoon.get());
        } else {
            action.get().ifPresent(problem -> refuse(space, problem));
        }
    }

    /** Takes note of what the client has got, unless it says so all the time. */
    private void receipt(Runnable action) {
        pace.receipt(now()).ifPresentOrElse(tooSoon -> refuseForSpeed(null, tooSoon), action);
    }

    private void refuseForSpeed(@Nullable SpaceId space, Problem problem) {
        refuse(space, problem);
        if (tooFast.tooMany(now())) {
            closeAsTooFast();
        }
    }

    private void closeAsTooFast() {
        close(Close.ABUSIVE_RATE, ProblemCode.RATE_LIMITED, "frames kept coming faster than the limit");
    }

    private void refuse(@Nullable SpaceId space, Problem problem) {
        outbox.add(WireReplies.error(null, space == null ? null : space.value(), null, problem));
    }

    /** False, and the connection closed, where the proof of identity has ended. */
    boolean checkIdentity() {
        return proof.holds();
    }

    private long now() {
        return around.nanos().getAsLong();
    }

    private void close(Close why, ProblemCode code, String detail) {
        line.close(why, Problem.of(code, detail));
    }
}
