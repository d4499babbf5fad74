package parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.system.Door.Refused;
import parley.system.Door.Visit;
import parley.system.Door.Visitor;

/** So many connections as a limit allows are let in, whatever their kind; the next is told when to come back. */
@Tag("V11")
class ConnectionLimitsIT {

    private static final int PER_USER = 3;
    private static final int PER_ADDRESS = 5;
    private static final int PER_NODE = 2;

    /** Seconds, as in every such refusal. */
    private static final String COME_BACK = "5";

    private static final String PROXY = "parley.trusted-proxies = [\"127.0.0.1\"]\n";

    @TempDir
    private static Path folder;

    @AutoClose
    private static LimitedProduct limited;

    private final List<Visit> visits = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        limited = LimitedProduct.start(
                folder,
                PROXY
                        + "parley.limits { sockets-per-user = %d, sockets-per-address = %d }"
                                .formatted(PER_USER, PER_ADDRESS));
    }

    @AfterEach
    void everybodyLeaves() {
        visits.forEach(visit -> visit.leave().run());
    }

    @ParameterizedTest
    @CsvSource({"SOCKET,192.0.2.1", "STREAM,192.0.2.2", "LISTENER,192.0.2.3", "POLL,192.0.2.4"})
    void oneUserHasSoManyConnectionsOfAnyKind(Door door, String address) throws Exception {
        var ana = limited.somebody();
        var space = LimitedProduct.space(ana);

        for (var who : Collections.nCopies(PER_USER + 1, ana)) {
            visits.add(door.knock(new Visitor(who, address), space));
            if (door != Door.POLL) {
                visits.getLast().answer().join();
            }
        }

        var refused = theOneRefused();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).isEqualTo(COME_BACK);
        assertThat(refused.problem().path("code").asText()).isEqualTo("too_many_sockets");
        assertThat(refused.problem().path("detail").asText()).contains("user", PER_USER + " sockets");
        assertThat(refused.problem().path("retryAfterMs").asLong()).isEqualTo(5_000);
        visits.add(Door.SOCKET.knock(new Visitor(limited.somebody(), address), space));
        assertThat(visits.getLast().answer().join()).isEmpty();
    }

    @Test
    void oneAddressHasSoManyConnections() throws Exception {
        var ana = limited.somebody();
        var bo = limited.somebody();
        var space = LimitedProduct.space(ana);
        assertThat(2 * PER_USER).isEqualTo(PER_ADDRESS + 1);

        for (int i = 0; i < PER_USER; i++) {
            for (var who : List.of(ana, bo)) {
                visits.add(Door.SOCKET.knock(new Visitor(who, "198.51.100.1"), space));
                visits.getLast().answer().join();
            }
        }

        var refused = theOneRefused();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).isEqualTo(COME_BACK);
        assertThat(refused.problem().path("detail").asText()).contains("address", PER_ADDRESS + " sockets");
        visits.add(Door.SOCKET.knock(new Visitor(limited.somebody(), "198.51.100.2"), space));
        assertThat(visits.getLast().answer().join()).isEmpty();
    }

    @Test
    void oneNodeHasSoManyConnections(@TempDir Path another) throws Exception {
        try (var small = LimitedProduct.start(another, "parley.limits.sockets-per-node = " + PER_NODE)) {
            var space = LimitedProduct.space(small.admin());

            for (int i = 0; i <= PER_NODE; i++) {
                visits.add(Door.SOCKET.knock(new Visitor(small.somebody(), "203.0.113." + i), space));
                visits.getLast().answer().join();
            }

            var refused = theOneRefused();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.retryAfter()).isEqualTo(COME_BACK);
            assertThat(refused.problem().path("code").asText()).isEqualTo("overloaded");
            assertThat(small.admin().get("/v1/me").status()).isEqualTo(200);
        }
    }

    /** Why one was not let in, and only one. */
    private Refused theOneRefused() throws Exception {
        var refused =
                Eventually.get(() -> visits.stream().filter(Visit::refused).toList(), found -> !found.isEmpty());
        assertThat(refused).hasSize(1);
        return refused.getFirst().answer().join().orElseThrow();
    }
}
