package parley.client;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Random;

/** A network between one client and a server that loses, repeats and reorders; the same for the same seed. */
final class LossyNetwork {

    private static final double REPEATED = 0.10;
    private static final double LATE = 0.20;
    private static final int USUAL_MILLIS = 20;
    private static final int LATE_MILLIS = 400;

    private final PriorityQueue<Arrival> underWay = new PriorityQueue<>();
    private final Random random;
    private final double loss;
    private long now;
    private long sent;

    private record Arrival(long at, long number, Runnable what) implements Comparable<Arrival> {

        @Override
        public int compareTo(Arrival other) {
            return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
        }
    }

    LossyNetwork(long seed, double loss) {
        this.random = new Random(seed);
        this.loss = loss;
    }

    /** Sends something, which may arrive never, later or twice. */
    void send(Runnable what) {
        for (int copies = random.nextDouble() < REPEATED ? 2 : 1; copies > 0; copies--) {
            if (random.nextDouble() >= loss) {
                int delay = random.nextDouble() < LATE ? random.nextInt(LATE_MILLIS) : USUAL_MILLIS;
                after(Duration.ofMillis(delay), what);
            }
        }
    }

    /** Does something after a while, for certain. */
    void after(Duration time, Runnable what) {
        underWay.add(new Arrival(now + time.toMillis(), sent++, what));
    }

    /** Lets everything happen until then. */
    void runUntil(Duration end) {
        while (!underWay.isEmpty() && underWay.peek().at() <= end.toMillis()) {
            var next = underWay.remove();
            now = next.at();
            next.what().run();
        }
    }

    int random(int bound) {
        return random.nextInt(bound);
    }
}
