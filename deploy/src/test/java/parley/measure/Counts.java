package parley.measure;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** What all members have seen since it was last asked. */
final class Counts {

    private final LongAdder delivered = new LongAdder();
    private final ConcurrentLinkedQueue<Long> acknowledgedAfter = new ConcurrentLinkedQueue<>();

    void delivered(int messages) {
        delivered.add(messages);
    }

    /** @param nanoseconds from sending to the acknowledgement */
    void acknowledged(long nanoseconds) {
        acknowledgedAfter.add(nanoseconds);
    }

    /** Counts anew for a while, and gives the columns of a row. */
    String over(Duration span) {
        delivered.reset();
        acknowledgedAfter.clear();
        long began = System.nanoTime();
        while (System.nanoTime() - began < span.toNanos()) {
            LockSupport.parkNanos(span.toNanos() / 100);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        var sorted =
                acknowledgedAfter.stream().mapToLong(Long::longValue).sorted().toArray();
        return "| %,.0f | %,.0f | %,.1f | %,.1f |"
                .formatted(
                        sorted.length / seconds,
                        delivered.sum() / seconds,
                        milliseconds(sorted, 0.5),
                        milliseconds(sorted, 0.99));
    }

    private static double milliseconds(long[] sorted, double part) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) (part * (sorted.length - 1))] / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
