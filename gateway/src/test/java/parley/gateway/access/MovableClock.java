package parley.gateway.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves when told to. */
public final class MovableClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-21T12:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    public long nanos() {
        return Duration.between(Instant.EPOCH, now).toNanos();
    }

    public void advance(Duration time) {
        now = now.plus(time);
    }
}
