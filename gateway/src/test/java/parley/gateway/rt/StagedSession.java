package parley.gateway.rt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Identity;
import parley.gateway.access.MovableClock;
import parley.gateway.access.Problem;
import parley.gateway.api.Documented;

/** A session without a socket: the test is its thread, its network and its clock. */
final class StagedSession implements Line {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConcurrentLinkedQueue<Runnable> due = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparing(Timer::at));
    private final List<JsonNode> told = new ArrayList<>();
    private final MovableClock clock;
    private final Session session;
    private @Nullable Close closed;

    private record Timer(Instant at, Runnable action) {}

    StagedSession(Surroundings around, MovableClock clock, Identity identity) {
        this.clock = clock;
        session = new Session(around, this, identity);
    }

    /** Sends a frame as its client would. */
    void says(String frame) {
        session.receive(frame.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends what keeps a connection alive and says nothing else. */
    void pingsTheSocket() {
        session.heard();
    }

    /** Time passes, and the connection looks after itself. */
    void passes(Duration time) {
        waits(time);
        session.tick();
    }

    /** Time passes, and nothing happens but what is due. */
    void waits(Duration time) {
        clock.advance(time);
        while (!timers.isEmpty() && !timers.peek().at().isAfter(clock.instant())) {
            timers.remove().action().run();
        }
    }

    /** Why it was closed; null while it is open. */
    @Nullable
    Close closed() {
        return closed;
    }

    /** The ops in the next message to its client, which is sent with it; empty where there is none. */
    List<String> message() {
        var message = session.next();
        var frames = message == null
                ? List.<JsonNode>of()
                : message.utf8String().lines().map(StagedSession::read).toList();
        told.addAll(frames);
        return frames.stream().map(frame -> frame.path("op").asText()).toList();
    }

    /** All that its client has been sent. */
    List<JsonNode> told() {
        for (var action = due.poll(); action != null; action = due.poll()) {
            action.run();
        }
        while (!message().isEmpty()) {
            // each of them is kept
        }
        return told;
    }

    List<JsonNode> told(String op) {
        return told().stream()
                .filter(frame -> frame.path("op").asText().equals(op))
                .toList();
    }

    /** Waits until its client has been sent something. */
    void await(Predicate<JsonNode> wanted) {
        Patience.await(() -> told().stream().anyMatch(wanted));
    }

    private static JsonNode read(String line) {
        try {
            return Documented.frame(JSON.readTree(line));
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    @Override
    public void wake() {
        due.add(session::woken);
    }

    @Override
    public void run(Runnable action) {
        due.add(action);
    }

    @Override
    public void later(Duration delay, Runnable action) {
        timers.add(new Timer(clock.instant().plus(delay), action));
    }

    @Override
    public void close(Close why, Problem problem) {
        closed = why;
    }
}
