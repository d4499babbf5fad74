package parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import parley.effort.Effort;

/** Whatever comes over connections: every command is answered, who is closed has earned it, and the node goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FuzzIT {

    private static final int CLIENTS = 8;
    private static final int AT_ONCE = 20;
    private static final int OPCODE = 0x0f;
    private static final int CLOSE = 8;
    private static final int FRAMES_OF_A_BROKEN_CONNECTION = 4;

    /** What a server may close with that is sent what is no WebSocket; 0 where it just goes. */
    private static final Set<Integer> NO_WEBSOCKET = Set.of(0, 1002, 1009, 4200, 4201);

    @AutoClose
    private final Stage stage;

    private final Api api;

    FuzzIT(@TempDir Path folder) throws Exception {
        stage = new Stage(folder, Map.of());
        api = stage.admin();
    }

    @Test
    @Tag("W10")
    void everyCommandIsAnsweredWhateverComesBetween() throws Exception {
        var spaces = new ArrayList<String>();
        for (int client = 0; client < CLIENTS; client++) {
            spaces.add(stage.newSpace());
        }
        var clients = new AtomicInteger();

        Crowd.of(CLIENTS, () -> {
            int client = clients.getAndIncrement();
            return speakInDisorder(client, spaces.get(client), Effort.FUZZED_FRAMES.count() / CLIENTS);
        });

        nodeIsWell();
    }

    private int speakInDisorder(long seed, String space, int frames) throws IOException {
        var fuzz = new FrameFuzz(seed, space);
        int said = 0;
        while (said < frames) {
            said += untilClosed(fuzz, Crowd.follower(api, space), frames - said);
        }
        return said;
    }

    /** How many frames it has said before it was closed, as it deserved. */
    private static int untilClosed(FrameFuzz fuzz, RawSocket socket, int most) throws IOException {
        var dues = new Dues();
        int said = 0;
        try (socket) {
            while (said < most) {
                for (int i = 0; i < AT_ONCE; i++, said++) {
                    var message = fuzz.next();
                    dues.said(message);
                    socket.send(message);
                }
                while (!dues.settled()) {
                    hear(socket, dues);
                }
            }
        } catch (EOFException closed) {
            assertThat(dues.deserved(socket.closeCode()))
                    .as("%s: %s", closed.getMessage(), dues)
                    .isTrue();
        }
        return said;
    }

    private static void hear(RawSocket socket, Dues dues) throws IOException {
        for (var line : socket.next().lines().toList()) {
            assertThat(dues.heard(Api.JSON.readTree(line)))
                    .as("an answer that nobody waits for: %s", line)
                    .isTrue();
        }
    }

    @Test
    @Tag("W10")
    void whatIsNoWebSocketEndsItsConnectionAlone() throws Exception {
        var space = stage.newSpace();
        var seeds = new AtomicInteger();
        int connections = Effort.CONNECT_CYCLES.count() / CLIENTS;

        Crowd.of(CLIENTS, () -> {
            var random = new Random(seeds.incrementAndGet());
            for (int i = 0; i < connections; i++) {
                breakConnection(Crowd.follower(api, space), random);
            }
            return connections;
        });

        nodeIsWell();
    }

    private static void breakConnection(RawSocket socket, Random random) throws IOException {
        boolean closes = false;
        try (socket) {
            for (int i = 0; i < FRAMES_OF_A_BROKEN_CONNECTION; i++) {
                var bytes = brokenFrame(random);
                closes |= (bytes[0] & OPCODE) == CLOSE;
                socket.write(bytes, bytes.length);
            }
            socket.fallSilent();
            while (true) {
                socket.next();
            }
        } catch (EOFException closed) {
            int code = socket.closeCode();
            boolean agrees = closes && ((code >= 1000 && code < 1015) || (code >= 3000 && code < 5000));
            assertThat(agrees || NO_WEBSOCKET.contains(code))
                    .as(closed.getMessage())
                    .isTrue();
        }
    }

    /** A ping whose head is not as it was. */
    private static byte[] brokenFrame(Random random) {
        var frame = new byte[6 + random.nextInt(125)];
        random.nextBytes(frame);
        frame[0] = random.nextBoolean() ? (byte) random.nextInt(256) : (byte) 0x89;
        frame[1] = random.nextBoolean() ? (byte) random.nextInt(256) : (byte) (0x80 | frame.length - 6);
        return frame;
    }

    private void nodeIsWell() throws Exception {
        assertThat(stage.product().isAlive()).isTrue();
        assertThat(stage.product().errors()).isEmpty();
        var space = stage.newSpace();
        try (var socket = Crowd.follower(api, space)) {
            var key = Ulid.next();
            api.say(space, key, Map.of("text", "still here")).expect(201);
            socket.await(key);
        }
    }
}
