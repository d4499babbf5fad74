package parley.gateway.rt;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** When a connection is pinged, and when it counts as dead. Times are nanoseconds of a monotonic clock. */
final class Heartbeat {

    /** A ping follows so long a silence of either side, give or take a fifth so that connections do not ping together. */
    static final Duration PING_EVERY = Duration.ofSeconds(25);

    static final Duration PONG_WITHIN = Duration.ofSeconds(10);

    /** A connection from which nothing came for so long is dead. */
    static final Duration SILENCE_MAX = PING_EVERY.plus(PONG_WITHIN);

    private final long pingAfter;
    private long sentAt;
    private long heardAt;
    private long pingedAt;

    Heartbeat(long now) {
        double spread = 0.8 + 0.4 * ThreadLocalRandom.current().nextDouble();
        pingAfter = (long) (PING_EVERY.toNanos() * spread);
        sentAt = now;
        heardAt = now;
        pingedAt = now;
    }

    void sent(long now) {
        sentAt = now;
    }

    void heard(long now) {
        heardAt = now;
    }

    /** A client to which much is sent has no need to say anything, and must be asked all the same. */
    boolean pingDue(long now) {
        return now - Math.max(pingedAt, Math.min(sentAt, heardAt)) >= pingAfter;
    }

    void pinged(long now) {
        pingedAt = now;
    }

    boolean dead(long now) {
        return now - heardAt >= SILENCE_MAX.toNanos();
    }
}
