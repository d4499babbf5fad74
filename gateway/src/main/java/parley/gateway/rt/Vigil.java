package parley.gateway.rt;

import java.time.Duration;
import java.util.function.LongSupplier;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;

/** Watches whether a client is still there, and closes its connection when it is not. */
final class Vigil {

    /** A client that applies nothing for so long, though there is something to apply, is closed. */
    static final Duration PROGRESS_WITHIN = Duration.ofSeconds(60);

    private final Line line;
    private final Window window;
    private final LongSupplier nanos;
    private final Heartbeat heartbeat;
    private long progressAt;

    /**
     * @param window what the client has to apply
     * @param nanos a monotonic clock
     */
    Vigil(Line line, Window window, LongSupplier nanos) {
        this.line = line;
        this.window = window;
        this.nanos = nanos;
        progressAt = nanos.getAsLong();
        heartbeat = new Heartbeat(progressAt);
    }

    /** Something came from the client. */
    void heard() {
        heartbeat.heard(nanos.getAsLong());
    }

    /** Something was sent to the client. */
    void sent() {
        heartbeat.sent(nanos.getAsLong());
    }

    /** The client has applied something, or has nothing to apply. */
    void progressed() {
        progressAt = nanos.getAsLong();
    }

    boolean isPingDue() {
        return heartbeat.pingDue(nanos.getAsLong());
    }

    void pinged() {
        heartbeat.pinged(nanos.getAsLong());
    }

    /** False, and the connection closed, where the client is not there any more. To be asked every few seconds. */
    boolean holds() {
        long now = nanos.getAsLong();
        if (window.isOpen()) {
            progressAt = now;
        }
        if (heartbeat.dead(now)) {
            line.close(
                    Close.HEARTBEAT,
                    Problem.of(
                            ProblemCode.HEARTBEAT_MISSED,
                            "nothing was heard for %d s".formatted(Heartbeat.SILENCE_MAX.toSeconds())));
            return false;
        }
        if (now - progressAt > PROGRESS_WITHIN.toNanos()) {
            line.close(
                    Close.NO_PROGRESS,
                    Problem.of(
                            ProblemCode.NO_PROGRESS,
                            "nothing was acknowledged for %d s".formatted(PROGRESS_WITHIN.toSeconds())));
            return false;
        }
        return true;
    }
}
