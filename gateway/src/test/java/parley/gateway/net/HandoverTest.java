package parley.gateway.net;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A connection that was handed over")
@Timeout(30)
class HandoverTest {

    private static final int MESSAGES = 1_000;
    private static final int MESSAGE = 1_024;
    private static final String TEXT = "x".repeat(MESSAGE - 8);
    private static final ByteString MARK = ByteString.fromString("mark");

    /** Messages that are read while the loop takes none. */
    private static final int AHEAD = Handover.AHEAD_MAX / MESSAGE;

    private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "handover");
    private final Loop loop = Loop.start("handover-loop", () -> {});
    private final CountDownLatch busy = new CountDownLatch(1);
    private final Echo speaker = new Echo();
    private final CompletableFuture<WebSocket.Owner> owner = new CompletableFuture<>();
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();
    private final AtomicInteger read = new AtomicInteger();
    private Ends ends;

    @BeforeEach
    void connectWhileTheLoopIsBusy() throws IOException {
        ends = Ends.open();
        loop.run(() -> {
            try {
                busy.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @AfterEach
    void disconnect() throws Exception {
        busy.countDown();
        loop.close();
        ends.close();
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get(10, SECONDS);
    }

    @Test
    @Tag("V9")
    void isReadNoFurtherAheadThanTheLoopFollows() throws Exception {
        var told = run(Source.repeat(Ends.message(TEXT)).take(MESSAGES).concat(Source.maybe()));

        assertReadAsFarAsItMayBe(told);

        busy.countDown();
        assertHeard(MESSAGES);
    }

    @Test
    @Tag("V9")
    void isNotReadWhileItsSpeakerIsFullAndReadOnThen() throws Exception {
        var told = run(Source.repeat(Ends.message(TEXT)).take(MESSAGES).concat(Source.maybe()));
        assertReadAsFarAsItMayBe(told);
        speaker.full = true;

        busy.countDown();
        assertHeard(AHEAD);

        assertReadAsFarAsItMayBe(told);
        speaker.full = false;
        socket.get(10, SECONDS).run(() -> {});
        assertHeard(MESSAGES - AHEAD);
    }

    @Test
    void isAnsweredThoughTheClientSaysNothingMore() throws Exception {
        var said = new CompletableFuture<Done>();
        var told = run(Source.single(Ends.message("last")).watchTermination((_, done) -> {
            done.thenAccept(said::complete);
            return done;
        }));
        said.get(10, SECONDS);

        busy.countDown();

        assertThat(ends.next()).isEqualTo(new Ends.Sent(Frames.TEXT, "last"));
        assertThat(told.pull().toCompletableFuture().get(10, SECONDS)).isEmpty();
        assertThat(speaker.gone.get(10, SECONDS)).isTrue();
    }

    private SinkQueueWithCancel<ByteString> run(Source<ByteString, ?> client) {
        var handover = new Handover(loop, ends.server(), known -> {
            var opened = new WebSocket(loop, known, MESSAGE, _ -> speaker);
            owner.complete(known);
            socket.complete(opened);
            return opened;
        });
        return client.map(bytes -> {
                    read.incrementAndGet();
                    return bytes;
                })
                .via(handover)
                .toMat(Sink.queue(), Keep.right())
                .run(system);
    }

    /** What the stream does comes before what it is asked to send. */
    private void assertReadAsFarAsItMayBe(SinkQueueWithCancel<ByteString> told) throws Exception {
        owner.get(10, SECONDS).send(MARK);
        assertThat(told.pull().toCompletableFuture().get(10, SECONDS)).hasValue(MARK);
        assertThat(read).hasValue(AHEAD);
    }

    private void assertHeard(int messages) throws InterruptedException {
        for (int i = 0; i < messages; i++) {
            assertThat(speaker.heard.take()).isEqualTo(new Found.Text(ByteString.fromString(TEXT)));
        }
    }
}
