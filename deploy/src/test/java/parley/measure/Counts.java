package parley.measure;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** What all members have seen since it was last asked. */
final class Counts {

    private final LongAdder delivered = new LongAdder();
    private final ConcurrentLinkedQueue<Long> acknowledgedAfter = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> deliveredAfter = new ConcurrentLinkedQueue<>();

    /** What was counted in a while; times in milliseconds, sorted. */
    record Figures(double seconds, long delivered, List<Double> acknowledgedAfter, List<Double> deliveredAfter) {

        double acknowledgedPerSecond() {
            return acknowledgedAfter.size() / seconds;
        }

        double deliveredPerSecond() {
            return delivered / seconds;
        }
    }

    void delivered(int messages) {
        delivered.add(messages);
    }

    /** @param nanoseconds from sending to the acknowledgement */
    void acknowledged(long nanoseconds) {
        acknowledgedAfter.add(nanoseconds);
    }

    /** @param nanoseconds from sending to where another member reads it */
    void underWay(long nanoseconds) {
        deliveredAfter.add(nanoseconds);
    }

    /** Counts anew for a while. */
    Figures over(Duration span) {
        delivered.reset();
        acknowledgedAfter.clear();
        deliveredAfter.clear();
        long began = System.nanoTime();
        while (System.nanoTime() - began < span.toNanos()) {
            LockSupport.parkNanos(span.toNanos() / 100);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Figures(seconds, delivered.sum(), sorted(acknowledgedAfter), sorted(deliveredAfter));
    }

    private static List<Double> sorted(Collection<Long> nanoseconds) {
        return nanoseconds.stream()
                .map(each -> each / (double) TimeUnit.MILLISECONDS.toNanos(1))
                .sorted()
                .toList();
    }

    /** The value below which such a part of sorted ones lies. */
    static double quantile(List<Double> sorted, double part) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) (part * (sorted.size() - 1)));
    }
}
