package parley.space.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.entity.Stored;

/** A reader applies every event once and in order, whatever gets lost, doubled or late on the way, and always knows what to ask for. */
@Tag("S11")
class ContiguityTest {

    private static final int SCHEDULES = 2_000;
    private static final int EVENTS = 400;

    @Test
    void whatIsNextIsAppliedAtOnce() {
        var order = new Contiguity<String>(5);

        assertThat(order.offer(events(6, 8))).isEqualTo(events(6, 8));
        assertThat(order.cursor()).isEqualTo(8);
        assertThat(order.missing()).isEmpty();
    }

    @Test
    void whatWasAppliedIsIgnored() {
        var order = new Contiguity<String>(5);

        assertThat(order.offer(events(3, 5))).isEmpty();
        assertThat(order.offer(events(4, 6))).isEqualTo(events(6, 6));
    }

    @Test
    void whatIsAheadWaitsAndOnlyTheGapIsAskedFor() {
        var order = new Contiguity<String>(5);

        assertThat(order.offer(events(9, 10))).isEmpty();
        assertThat(order.missing()).contains(new Contiguity.Missing(5, 3));
        assertThat(order.offer(events(6, 8))).isEqualTo(events(6, 10));
    }

    @Test
    void aLostTailIsFoundByItsAnnouncement() {
        var order = new Contiguity<String>(5);

        order.announced(7);

        assertThat(order.missing()).contains(new Contiguity.Missing(5, 2));
    }

    @Test
    @Tag("G2")
    void whatIsHeldIsBounded() {
        var order = new Contiguity<String>(0);

        order.offer(events(2, 2 + 2 * Contiguity.HELD_MAX));
        var applied = order.offer(events(1, 1));

        assertThat(applied).hasSize(1 + Contiguity.HELD_MAX);
        assertThat(order.missing()).contains(new Contiguity.Missing(order.cursor(), Contiguity.HELD_MAX + 1));
    }

    @Test
    void everySeededScheduleOfLossRepetitionAndDelayEndsWholeAndInOrder() {
        for (int seed = 0; seed < SCHEDULES; seed++) {
            assertThat(applied(new Random(seed))).as("seed %d", seed).isEqualTo(events(1, EVENTS));
        }
    }

    /** What a reader applies whose events arrive in bursts, some of them lost, doubled or late, and who then repairs. */
    private static List<Stored<String>> applied(Random random) {
        var order = new Contiguity<String>(0);
        var applied = new ArrayList<Stored<String>>();
        var late = new ArrayList<List<Stored<String>>>();
        double loss = random.nextDouble() * 0.3;
        for (long seq = 1; seq <= EVENTS; ) {
            long to = Math.min(EVENTS, seq + random.nextInt(8));
            var burst = events(seq, to);
            seq = to + 1;
            if (random.nextDouble() < loss) {
                continue;
            }
            if (random.nextDouble() < 0.2) {
                late.add(burst);
                continue;
            }
            applied.addAll(order.offer(burst));
            if (random.nextDouble() < 0.1) {
                applied.addAll(order.offer(burst));
            }
            if (!late.isEmpty() && random.nextBoolean()) {
                applied.addAll(order.offer(late.remove(random.nextInt(late.size()))));
            }
        }
        order.announced(EVENTS);
        while (order.missing().isPresent()) {
            var missing = order.missing().get();
            applied.addAll(order.offer(events(missing.after() + 1, missing.after() + missing.limit())));
        }
        return applied;
    }

    private static List<Stored<String>> events(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(seq -> new Stored<>(seq, "e" + seq))
                .toList();
    }
}
