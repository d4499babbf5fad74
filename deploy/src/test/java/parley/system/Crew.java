package parley.system;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import parley.history.Entry;
import parley.history.Reading;
import parley.system.Order.Account;

/** The clients of one history that live in one process. */
final class Crew implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long PAUSE_NANOS = 10_000_000;

    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(2);
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final List<Member> members = new ArrayList<>();
    private final ExecutorService each = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> scripts = new ArrayList<>();
    private final List<Order.Hand> hands;
    private final Room room;

    /** They connect, and do what they do at random. */
    Crew(Order.Begin order) {
        hands = order.hands();
        room = new Room(order.space());
        for (var hand : hands) {
            var api = new Api(http, order.address(), hand.token());
            members.add(new Member(hand.user(), api, room.space(), hand.transport(), timers));
        }
        for (var member : members) {
            var hand = hands.get(scripts.size());
            scripts.add(each.submit(
                    new Script(member, room, order.seed() + scripts.size(), order.steps(), hand.stranger())));
        }
    }

    /** The server is elsewhere now. */
    void move(URI address) {
        for (int i = 0; i < members.size(); i++) {
            members.get(i).moved(new Api(http, address, hands.get(i).token()));
        }
    }

    /** Something happens to the connections of some of them. */
    void onLinks(int some, Consumer<Link> what) {
        members.subList(0, Math.min(some, members.size())).forEach(member -> member.onLink(what));
    }

    /** All have done what they wanted to. */
    void finish() throws InterruptedException, ExecutionException {
        for (var script : scripts) {
            script.get();
        }
    }

    /** What they have seen, once those who are there have read as far as the log goes, or had the time to. */
    Account account(Order.Tell order) {
        var until = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(until)
                && members.stream()
                        .anyMatch(
                                member -> order.present().contains(member.user()) && member.cursor() < order.head())) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        var same = new HashMap<Entry, Entry>();
        var readings = new ArrayList<Reading>();
        for (var member : members) {
            member.leave(order.present().contains(member.user()))
                    .forEach(reading -> readings.add(shared(reading, same)));
        }
        return new Account(readings, List.copyOf(room.acknowledged()), List.copyOf(room.marked()));
    }

    /** Equal entries are one, so that what many have read takes little room on its way. */
    private static Reading shared(Reading reading, Map<Entry, Entry> same) {
        var applied = reading.applied().stream()
                .map(entry -> same.computeIfAbsent(entry, first -> first))
                .toList();
        return new Reading(
                reading.client(),
                reading.from(),
                reading.admittedAt(),
                reading.state(),
                applied,
                reading.furthest(),
                reading.toTheEnd());
    }

    @Override
    public void close() {
        members.forEach(member -> member.leave(false));
        each.shutdownNow();
        timers.shutdownNow();
        http.shutdownNow();
    }
}
