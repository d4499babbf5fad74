package parley.gateway.rt;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Identity;
import parley.gateway.access.LimitSettings.Rate;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;
import parley.gateway.access.TokenBucket;
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

    /** A client that applies nothing for so long, though there is something to apply, is closed. */
    static final Duration PROGRESS_WITHIN = Duration.ofSeconds(60);

    /** Lines that may wait to be sent before the client is no longer read. */
    static final int CONTROL_MAX = 512;

    /** Unreadable frames in a minute, beyond which a connection is closed. */
    static final int UNREADABLE_MAX = 10;

    /** Frames that are no commands. */
    private static final Rate CONTROL_RATE = new Rate(50, 500);

    private final Surroundings around;
    private final Line line;
    private final ProofWatch proof;
    private final Heartbeat heartbeat;
    private final Window window;
    private final CommandDesk desk;
    private final Offences unreadable;
    private final TokenBucket control;
    private final Lines replies = new Lines();
    private final Subscriptions subscriptions = new Subscriptions();
    private @Nullable Lease lease;
    private boolean over;
    private long progressAt;

    Session(Surroundings around, Line line, Identity identity) {
        this.around = around;
        this.line = line;
        proof = new ProofWatch(around, line, identity, replies::add, subscriptions::admitAgain);
        long now = around.nanos().getAsLong();
        heartbeat = new Heartbeat(now);
        window = new Window(around.limits().sockets().window());
        desk = new CommandDesk(around, line, replies::add, subscriptions::head);
        unreadable = new Offences(UNREADABLE_MAX);
        control = new TokenBucket(CONTROL_RATE, now);
        progressAt = now;
    }

    /** Whether so much waits to be sent that nothing more should be read. */
    boolean isFull() {
        return replies.size() > CONTROL_MAX;
    }

    /** Bytes of events that the client has not acknowledged. */
    int unacknowledged() {
        return window.unacknowledged();
    }

    /** The client sent a message. */
    void receive(byte[] message) {
        heartbeat.heard(now());
        around.frames().read(message).forEach(this::handle);
    }

    /** The client said something that is not for this protocol, such as a ping of the WebSocket. */
    void heard() {
        heartbeat.heard(now());
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

    /** What to send next; null where there is nothing now. Control before events before what passes. */
    @Nullable
    ByteString next() {
        var next = replies.next();
        if (next == null) {
            next = subscriptions.nextEvents();
        }
        if (next == null) {
            next = replies.next();
        }
        if (next == null) {
            next = subscriptions.nextPassing();
        }
        if (next != null) {
            heartbeat.sent(now());
        }
        return next;
    }

    /** What is still to be said before the connection ends: every answer, and then a goodbye. */
    List<ByteString> lastWords(byte[] goodbye) {
        replies.add(goodbye);
        return Stream.generate(replies::next).takeWhile(Objects::nonNull).toList();
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
        long now = now();
        if (window.isOpen()) {
            progressAt = now;
        }
        if (heartbeat.dead(now)) {
            close(
                    Close.HEARTBEAT,
                    ProblemCode.HEARTBEAT_MISSED,
                    "nothing was heard for %d s".formatted(Heartbeat.SILENCE_MAX.toSeconds()));
        } else if (now - progressAt > PROGRESS_WITHIN.toNanos()) {
            close(
                    Close.NO_PROGRESS,
                    ProblemCode.NO_PROGRESS,
                    "nothing was acknowledged for %d s".formatted(PROGRESS_WITHIN.toSeconds()));
        } else if (checkIdentity() && lease != null && heartbeat.pingDue(now)) {
            replies.add(WireReplies.ping(subscriptions.changedHeads()));
        }
    }

    /** The connection will be closed before so long. */
    void drain(Duration within) {
        if (lease != null) {
            replies.add(WireReplies.drain(within));
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
            case Frame.Acknowledge(var applied) -> acknowledge(applied);
            case Frame.Pong _ -> progressAt = now();
            case Frame.Ping _ -> limited(null, () -> replies.add(WireReplies.pong()));
            case Frame.Subscribe(var wish) -> limited(wish.space(), () -> subscribe(wish));
            case Frame.Unsubscribe(var space) -> limited(space, () -> subscriptions.end(space, Departure.LEFT));
            case Frame.Pull pull -> limited(pull.space(), () -> pull(pull));
            case Frame.Again again -> limited(again.space(), () -> again(again));
            case Frame.Act act -> limited(act.space(), () -> act(act));
            case Frame.Renew(var ticket) -> limited(null, () -> renew(ticket));
            case Frame.Unreadable unread -> {
                replies.add(WireReplies.error(unread.id(), unread.space(), null, unread.problem()));
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
            replies.add(WireReplies.welcome(socket, around.clock().instant(), proof.identity(), around.limits()));
            hello.wishes().forEach(this::subscribe);
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
            close(Close.ABUSIVE_RATE, ProblemCode.RATE_LIMITED, "commands kept coming faster than the limit");
        }
    }

    private void acknowledge(Map<SpaceId, Long> applied) {
        progressAt = now();
        subscriptions.acknowledged(applied);
    }

    private void subscribe(Wish wish) {
        var known = subscriptions.get(wish.space());
        if (lease == null) {
            return;
        }
        if (known == null && subscriptions.size() >= around.limits().sockets().subscriptions()) {
            refuse(
                    wish.space(),
                    Problem.of(
                            ProblemCode.TOO_MANY_SUBSCRIPTIONS,
                            "a connection may follow %d spaces"
                                    .formatted(around.limits().sockets().subscriptions())));
            return;
        }
        subscriptions.end(wish.space(), Departure.REPLACED);
        var subscription = new Subscription(
                around, line, proof.identity(), lease, wish, window, replies::add, subscriptions::remove);
        subscriptions.add(subscription);
        subscription.start();
    }

    private void pull(Frame.Pull pull) {
        subscriptions.pull(pull).ifPresent(problem -> refuse(pull.space(), problem));
    }

    private void again(Frame.Again again) {
        subscriptions.again(again).ifPresent(problem -> refuse(again.space(), problem));
    }

    private void act(Frame.Act act) {
        var space = act.space();
        var user = proof.identity().user();
        var subscription = subscriptions.get(space);
        if (subscription == null) {
            refuse(space, Problem.of(ProblemCode.INVALID, "subscribe to a space before you act in it"));
            return;
        }
        if (act.visible() != null) {
            subscription.look(act.visible());
        }
        if (act.active()) {
            around.hubs().acted(space, user);
        }
        if (act.typing() != null) {
            around.hubs().typed(space, user, act.typing());
        }
    }

    private void renew(String ticket) {
        var renewed = around.tickets().renew(ticket, proof.identity());
        if (renewed.isEmpty()) {
            refuse(null, Problem.of(ProblemCode.TICKET_INVALID, "a ticket is used once, within seconds, by its owner"));
            return;
        }
        proof.renew(renewed.get());
    }

    /** Does what the client may ask for only so often. */
    private void limited(@Nullable SpaceId space, Runnable action) {
        long now = now();
        if (control.take(now)) {
            action.run();
        } else {
            refuse(
                    space,
                    Problem.of(
                                    ProblemCode.RATE_LIMITED,
                                    "%.0f such frames a second are allowed".formatted(CONTROL_RATE.perSecond()))
                            .retryAfter(control.untilNext(now)));
        }
    }

    private void refuse(@Nullable SpaceId space, Problem problem) {
        replies.add(WireReplies.error(null, space == null ? null : space.value(), null, problem));
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
