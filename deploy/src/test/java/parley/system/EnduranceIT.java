package parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import parley.effort.Effort;

/** However many come, vanish or stop reading: the node keeps nothing of them, and the others notice nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnduranceIT {

    private static final double SLACK = 0.05;
    private static final int AT_ONCE = 50;
    private static final int STORM = 2_000;
    private static final Duration BACK_WITHIN = Duration.ofSeconds(20);
    private static final int READERS = 50;
    private static final int MESSAGES = 400;
    private static final int TEXT = 4_000;
    private static final long STALLED_BYTES_MAX = 512 * 1024;

    @AutoClose
    private final Stage stage;

    private final Api api;

    EnduranceIT(@TempDir Path folder) throws Exception {
        stage = new Stage(folder, Map.of());
        api = stage.admin();
    }

    @Test
    @Tag("T2")
    @Tag("S4")
    @Tag("S5")
    @Tag("W9")
    void connectionsThatAreCutLeaveNothingBehind() throws Exception {
        var space = stage.newSpace();
        cut(space, AT_ONCE * 4);
        var before = quiet(Vitals.of(stage.product()));

        cut(space, Effort.CONNECT_CYCLES.count());

        var after = Eventually.get(() -> Vitals.of(stage.product()), now -> now.within(SLACK, before));
        assertThat(after.within(SLACK, before)).isTrue();
    }

    private Vitals quiet(Vitals first) throws Exception {
        var last = new Vitals[] {first};
        return Eventually.get(() -> Vitals.of(stage.product()), now -> {
            boolean still = now.within(SLACK / 10, last[0]) && last[0].within(SLACK / 10, now);
            last[0] = now;
            return still;
        });
    }

    private void cut(String space, int times) throws Exception {
        var left = new AtomicInteger(times);
        Crowd.of(AT_ONCE, () -> {
            while (left.getAndDecrement() > 0) {
                Crowd.follower(api, space).reset();
            }
            return true;
        });
    }

    @Test
    @Tag("W9")
    @Tag("V11")
    void allWhoAreCutOffAtOnceAreBackSoon() throws Exception {
        var space = stage.newSpace();
        for (var socket : Crowd.of(STORM, () -> Crowd.follower(api, space))) {
            socket.reset();
        }
        var began = Instant.now();

        var back = Crowd.of(STORM, () -> Crowd.follower(api, space));

        assertThat(Duration.between(began, Instant.now())).isLessThan(BACK_WITHIN);
        assertThat(back).hasSize(STORM);
        close(back);
    }

    @Test
    @Tag("V11")
    @Tag("G4")
    void aMessageReachesAllWhoAreThere() throws Exception {
        var space = stage.newSpace();
        var key = Ulid.next();
        int size = Effort.OPEN_SOCKETS.count();
        var there = new CountDownLatch(size);
        var entrance = new Semaphore(AT_ONCE);
        try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
            var heard = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < size; i++) {
                heard.add(each.submit(() -> {
                    try (var socket = enter(space, entrance)) {
                        there.countDown();
                        socket.await(key);
                        return true;
                    }
                }));
            }
            while (!there.await(1, TimeUnit.SECONDS)) {
                failIfAnyFailed(heard, each);
            }

            post(space, key, "hello");

            for (var one : heard) {
                assertThat(one.get(60, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    /** So many at a time, as a crowd comes through a door. */
    private RawSocket enter(String space, Semaphore entrance) throws IOException, InterruptedException {
        entrance.acquire();
        try {
            return Crowd.follower(api, space);
        } finally {
            entrance.release();
        }
    }

    /** None of them has heard all that it waits for, so that one which is done has failed; then the others need not wait. */
    private static void failIfAnyFailed(List<? extends Future<?>> all, ExecutorService each) throws Exception {
        var failed = all.stream().filter(Future::isDone).findFirst();
        if (failed.isPresent()) {
            each.shutdownNow();
            failed.get().get();
        }
    }

    @Test
    @Tag("T1")
    @Tag("W17")
    @Tag("V9")
    void whoStopsReadingCostsLittleAndHoldsUpNobody() throws Exception {
        var space = stage.newSpace();
        var readers = Crowd.of(READERS, () -> Crowd.follower(api, space));
        var half = new CountDownLatch(READERS);
        try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
            var heard = readers.stream()
                    .map(reader -> each.submit(() -> {
                        long last = hearAll(space, reader, 0);
                        half.countDown();
                        return hearAll(space, reader, last);
                    }))
                    .toList();
            postAll(space);
            while (!half.await(1, TimeUnit.SECONDS)) {
                failIfAnyFailed(heard, each);
            }
            var before = quiet(Vitals.of(stage.product()));
            var stalled = Crowd.of(READERS, () -> Crowd.follower(api, space));

            postAll(space);
            for (var one : heard) {
                one.get(60, TimeUnit.SECONDS);
            }

            var after = Vitals.of(stage.product());
            assertThat((after.heapBytes() - before.heapBytes()) / READERS).isLessThan(STALLED_BYTES_MAX);
            close(stalled);
        } finally {
            close(readers);
        }
    }

    private void postAll(String space) throws IOException, InterruptedException {
        for (int i = 0; i < MESSAGES; i++) {
            post(space, Ulid.next(), "x".repeat(TEXT));
        }
    }

    /** Hears so many messages in their order, and shows all the time that it is there; the last place that it heard of. */
    private static long hearAll(String space, RawSocket reader, long from) throws IOException {
        long last = from;
        for (int heard = 0; heard < MESSAGES; ) {
            for (var line : reader.next().lines().toList()) {
                var frame = Api.JSON.readTree(line);
                if (frame.path("type").asText().equals("message.created")) {
                    long seq = frame.path("seq").asLong();
                    assertThat(last == 0 || seq == last + 1).isTrue();
                    last = seq;
                    heard++;
                }
            }
            reader.send("{\"op\":\"ack\",\"a\":{\"%s\":%d}}".formatted(space, last));
        }
        return last;
    }

    private void post(String space, String key, String text) throws IOException, InterruptedException {
        api.say(space, key, Map.of("text", text)).expect(201);
    }

    private static void close(List<RawSocket> sockets) throws IOException {
        for (var socket : sockets) {
            socket.reset();
        }
    }
}
