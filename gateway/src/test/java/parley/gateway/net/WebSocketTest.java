package parley.gateway.net;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A socket on its loop")
@Timeout(30)
class WebSocketTest {

    private static final int MESSAGE_MAX = 1_024;

    /** More than any network takes at once from who is not read. */
    private static final int LARGE_MESSAGES = 400;

    private static final String LARGE = "x".repeat(60_000);

    private final Loop loop = Loop.start("socket-loop", () -> {});
    private final Echo speaker = new Echo();
    private final Door door = new Door();
    private final WebSocket socket = new WebSocket(loop, door, MESSAGE_MAX, _ -> speaker);
    private Ends ends;

    /** What the HTTP server is asked for. */
    private static final class Door implements WebSocket.Owner {

        private final LinkedBlockingQueue<ByteString> sent = new LinkedBlockingQueue<>();
        private final AtomicInteger readOn = new AtomicInteger();
        private final CompletableFuture<Boolean> closed = new CompletableFuture<>();

        @Override
        public void send(ByteString bytes) {
            sent.add(bytes);
        }

        @Override
        public void readOn() {
            readOn.incrementAndGet();
        }

        @Override
        public void close() {
            closed.complete(true);
        }
    }

    @BeforeEach
    void open() throws IOException {
        ends = Ends.open();
        loop.run(socket::open);
    }

    @AfterEach
    void close() throws IOException {
        loop.close();
        ends.close();
    }

    @Test
    void sendsByTheServerUntilItsClientHasSaidSomething() throws Exception {
        say("early");
        assertThat(door.sent.take()).isEqualTo(ByteString.fromString("\u0081\u0005early", "ISO-8859-1"));

        arrives("hello");

        assertThat(ends.next()).isEqualTo(text("hello"));
        assertThat(door.sent).isEmpty();
    }

    @Test
    void answersPingsBeforeItsMessagesAndSaysNothingAfterItsFarewell() throws Exception {
        arrives("hello");
        ends.next();

        socket.run(() -> {
            speaker.toSay.add(ByteString.fromString("message"));
            socket.pong(ByteString.fromString("ping"));
        });
        assertThat(ends.next()).isEqualTo(new Ends.Sent(Frames.PONG, "ping"));
        assertThat(ends.next()).isEqualTo(text("message"));
        socket.run(() -> {
            speaker.toSay.add(ByteString.fromString("not sent"));
            socket.farewell(List.of(ByteString.fromString("bye")), 1000, "");
            socket.finish();
        });

        assertThat(ends.next()).isEqualTo(text("bye"));
        assertThat(ends.next().opcode()).isEqualTo(Frames.CLOSE);
        assertThat(door.closed.get(10, SECONDS)).isTrue();
    }

    @Test
    void anErrorCostsItsConnectionAndNotTheLoop() throws Exception {
        socket.run(() -> {
            throw new StackOverflowError();
        });

        var next = new CompletableFuture<Boolean>();
        loop.run(() -> next.complete(true));

        assertThat(door.closed.get(10, SECONDS)).isTrue();
        assertThat(next.get(10, SECONDS)).isTrue();
    }

    @Test
    void asksForNoMoreThanTheNetworkTakesAndLosesNothing() throws Exception {
        arrives("hello");
        ends.next();
        IntStream.range(0, LARGE_MESSAGES).forEach(i -> speaker.toSay.add(ByteString.fromString(i + LARGE)));

        socket.run(() -> {});
        var asked = new CompletableFuture<Integer>();
        socket.run(() -> loop.run(() -> asked.complete(speaker.toSay.size())));

        assertThat(asked.get(10, SECONDS)).isBetween(1, LARGE_MESSAGES);
        for (int i = 0; i < LARGE_MESSAGES; i++) {
            assertThat(ends.next()).isEqualTo(text(i + LARGE));
        }
    }

    @Test
    void isReadOnOnceItsSpeakerIsNoLongerFull() throws Exception {
        speaker.full = true;
        arrives("hello");
        assertThat(ends.next()).isEqualTo(text("hello"));
        assertThat(socket.isFull()).isTrue();

        speaker.full = false;
        say("more");

        assertThat(ends.next()).isEqualTo(text("more"));
        ask(() -> assertThat(socket.isFull()).isFalse());
        assertThat(door.readOn).hasValue(1);
    }

    @Test
    void thatFailsIsClosedAndTheOthersGoOn() throws Exception {
        try (var others = Ends.open()) {
            var neighbour = new WebSocket(loop, new Door(), MESSAGE_MAX, _ -> new Echo());
            loop.run(neighbour::open);

            socket.run(() -> {
                throw new IllegalStateException("this task was told to fail");
            });
            loop.run(() -> neighbour.arrived(
                    others.server(), Ends.message("still here").toByteBuffer()));

            assertThat(door.closed.get(10, SECONDS)).isTrue();
            assertThat(speaker.gone.get(10, SECONDS)).isTrue();
            assertThat(others.next()).isEqualTo(text("still here"));
        }
    }

    @Test
    void doesLaterWhatIsDueUnlessItHasGone() throws Exception {
        var done = new LinkedBlockingQueue<String>();
        socket.run(() -> {
            socket.later(Duration.ofMillis(20), () -> done.add("second"));
            socket.later(Duration.ofMillis(10), () -> done.add("first"));
            socket.later(Duration.ofMillis(30), socket::cut);
            socket.later(Duration.ofMillis(40), () -> done.add("never"));
        });

        assertThat(door.closed.get(10, SECONDS)).isTrue();
        ask(() -> assertThat(done).containsExactly("first", "second"));
    }

    @Test
    void whoseClientSaysNothingMoreEndsWhenAllIsSent() throws Exception {
        arrives("hello");
        ends.next();
        IntStream.range(0, LARGE_MESSAGES).forEach(i -> speaker.toSay.add(ByteString.fromString(i + LARGE)));

        loop.run(socket::end);

        for (int i = 0; i < LARGE_MESSAGES; i++) {
            assertThat(ends.next()).isEqualTo(text(i + LARGE));
        }
        assertThat(door.closed.get(10, SECONDS)).isTrue();
    }

    @Test
    void whoseClientNeitherSpeaksNorReadsIsCut() throws Exception {
        arrives("hello");
        ends.next();
        IntStream.range(0, LARGE_MESSAGES).forEach(i -> speaker.toSay.add(ByteString.fromString(i + LARGE)));

        loop.run(socket::end);

        assertThat(door.closed.get(10, SECONDS)).isTrue();
        assertThat(speaker.toSay).isNotEmpty();
    }

    private void arrives(String message) {
        loop.run(() -> socket.arrived(ends.server(), Ends.message(message).toByteBuffer()));
    }

    private void say(String message) {
        socket.run(() -> speaker.toSay.add(ByteString.fromString(message)));
    }

    /** Looks at something on the loop, after all that was to be done there before. */
    private void ask(Runnable look) throws Exception {
        CompletableFuture.runAsync(look, loop::run).get(10, SECONDS);
    }

    private static Ends.Sent text(String message) {
        return new Ends.Sent(Frames.TEXT, message);
    }
}
