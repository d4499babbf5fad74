package parley.agent.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Time that passes only when a test says so. */
final class StagedTiming implements Timing {

    private record Alarm(Instant at, Runnable action) {}

    private final List<Alarm> alarms = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-21T09:00:00Z");

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized Runnable after(Duration delay, Runnable action) {
        var alarm = new Alarm(now.plus(delay), action);
        alarms.add(alarm);
        return () -> revoke(alarm);
    }

    @Override
    public double random() {
        return 0.5;
    }

    /** Lets time pass, and what was due by then happen in its order. */
    void pass(Duration time) {
        var until = instant().plus(time);
        for (var due = next(until); due != null; due = next(until)) {
            due.run();
        }
        synchronized (this) {
            now = until;
        }
    }

    private synchronized void revoke(Alarm alarm) {
        alarms.remove(alarm);
    }

    private synchronized @Nullable Runnable next(Instant until) {
        var first = alarms.stream().filter(alarm -> !alarm.at().isAfter(until)).min(Comparator.comparing(Alarm::at));
        first.ifPresent(alarm -> {
            alarms.remove(alarm);
            now = alarm.at().isAfter(now) ? alarm.at() : now;
        });
        return first.map(Alarm::action).orElse(null);
    }
}
