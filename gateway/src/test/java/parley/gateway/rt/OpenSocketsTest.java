package parley.gateway.rt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.gateway.access.LimitSettings;
import parley.gateway.access.Problem;
import parley.space.MemberId;

/** So many connections are let in and not one more, and a place that is given back is there for the next. */
class OpenSocketsTest {

    private static final Duration WINDOW = Duration.ofSeconds(15);

    /** Remembers when it was told to go. */
    private static class Seated implements Guest {

        private final MemberId user;
        private final Carrier carrier;
        private final int unacknowledged;
        private final List<Duration> dismissed = new ArrayList<>();
        private int asked;

        Seated(String user) {
            this(user, Carrier.WEBSOCKET, 0);
        }

        Seated(String user, Carrier carrier, int unacknowledged) {
            this.user = new MemberId(user);
            this.carrier = carrier;
            this.unacknowledged = unacknowledged;
        }

        @Override
        public MemberId user() {
            return user;
        }

        @Override
        public Carrier carrier() {
            return carrier;
        }

        @Override
        public int unacknowledged() {
            return unacknowledged;
        }

        @Override
        public void proveAgain() {
            asked++;
        }

        @Override
        public void dismiss(Duration within, Problem problem) {
            dismissed.add(within);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3, 1000, 1000, same, other, too_many_sockets, 429",
        "1000, 3, 1000, other, same, too_many_sockets, 429",
        "1000, 1000, 3, other, other, overloaded, 503"
    })
    @Tag("V11")
    void theLastPlaceIsGivenAndTheNextIsRefused(
            int perUser, int perAddress, int perNode, String user, String address, String code, int status) {
        var sockets = sockets(perUser, perAddress, perNode);
        var last = new Seated(name(user, 2));
        for (int i = 0; i < 2; i++) {
            assertThat(sockets.open(new MemberId(name(user, i)), name(address, i), new Seated(name(user, i))))
                    .isEmpty();
        }

        assertThat(sockets.open(last.user(), name(address, 2), last)).isEmpty();
        var refused = sockets.open(new MemberId(name(user, 3)), name(address, 3), new Seated(name(user, 3)));

        assertThat(refused).hasValueSatisfying(problem -> {
            assertThat(problem.code().wire()).isEqualTo(code);
            assertThat(problem.code().status()).isEqualTo(status);
            assertThat(problem.retryAfter()).isNotNull();
        });
        assertThat(sockets.count()).isEqualTo(3);
        sockets.close(last.user(), name(address, 2), last);
        assertThat(sockets.full(new MemberId(name(user, 3)), name(address, 3))).isEmpty();
    }

    @Test
    @Tag("W16")
    void whoIsThereIsSentAwayWithinTheWindowAndNobodyComesIn() {
        var sockets = sockets(1_000, 1_000, 1_000);
        var guests = new ArrayList<Seated>();
        for (int i = 0; i < 200; i++) {
            var guest = new Seated("u_" + i);
            guests.add(guest);
            sockets.open(guest.user(), "here", guest);
        }

        var drained = sockets.drain(WINDOW).toCompletableFuture();

        assertThat(guests)
                .allSatisfy(guest -> assertThat(guest.dismissed)
                        .singleElement()
                        .satisfies(within -> assertThat(within).isBetween(Duration.ZERO, WINDOW)));
        assertThat(guests.stream().map(guest -> guest.dismissed).distinct()).hasSizeGreaterThan(100);
        assertThat(sockets.full(new MemberId("u_late"), "here"))
                .hasValueSatisfying(problem -> assertThat(problem.code().wire()).isEqualTo("draining"));
        assertThat(drained).isNotDone();
        guests.forEach(guest -> sockets.close(guest.user(), "here", guest));
        assertThat(drained).isDone();
    }

    @Test
    @Tag("W16")
    void whoComesInInTheMomentWhenTheNodeGoesDownIsSentAwayToo() {
        var sockets = sockets(1_000, 1_000, 1_000);
        var drained = new CompletableFuture<Done>();
        var guest = new Seated("u_last") {
            @Override
            public int hashCode() {
                sockets.drain(WINDOW).thenAccept(drained::complete);
                return 1;
            }

            @Override
            public boolean equals(Object other) {
                return this == other;
            }
        };

        var refused = sockets.open(guest.user(), "here", guest);

        assertThat(refused)
                .hasValueSatisfying(problem -> assertThat(problem.code().wire()).isEqualTo("draining"));
        assertThat(sockets.count()).isZero();
        assertThat(drained).isDone();
    }

    @Test
    @Tag("T7")
    void onlyThePersonConcernedIsAskedToProveAgain() {
        var sockets = sockets(1_000, 1_000, 1_000);
        var ana = new Seated("u_ana");
        var bo = new Seated("u_bo");
        sockets.open(ana.user(), "here", ana);
        sockets.open(bo.user(), "here", bo);

        sockets.proveAgain(ana.user());

        assertThat(ana.asked).isOne();
        assertThat(bo.asked).isZero();
    }

    @Test
    @Tag("V13")
    void whatIsOpenIsCountedByWhatCarriesItWithWhatClientsHaveNotAcknowledged() {
        var sockets = sockets(1_000, 1_000, 1_000);
        int window = LimitSettings.Sockets.DEFAULT.window();
        var guests = List.of(
                new Seated("u_1", Carrier.WEBSOCKET, 0),
                new Seated("u_2", Carrier.WEBSOCKET, window),
                new Seated("u_3", Carrier.EVENT_STREAM, 100));
        guests.forEach(guest -> sockets.open(guest.user(), "here", guest));
        sockets.setbacks().lagged();

        assertThat(sockets.traffic())
                .isEqualTo(new Traffic(Map.of(Carrier.WEBSOCKET, 2, Carrier.EVENT_STREAM, 1), window + 100L, 1, 1, 0));
        guests.forEach(guest -> sockets.close(guest.user(), "here", guest));
        assertThat(sockets.traffic()).isEqualTo(new Traffic(Map.of(), 0, 0, 1, 0));
    }

    private static OpenSockets sockets(int perUser, int perAddress, int perNode) {
        var usual = LimitSettings.Sockets.DEFAULT;
        return new OpenSockets(new LimitSettings.Sockets(
                perUser,
                perAddress,
                perNode,
                usual.subscriptions(),
                usual.window(),
                usual.ticketTime(),
                usual.helloTime()));
    }

    private static String name(String whose, int number) {
        return whose.equals("same") ? "u_same" : "u_" + number;
    }
}
