package parley.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Everybody has a bucket of their own, and a flood of names costs no more memory than the bound. */
class TokenBucketsTest {
    private final MovableClock clock = new MovableClock();
    private final TokenBuckets buckets = new TokenBuckets(new LimitSettings.Rate(1, 5), clock::nanos);

    @Test
    @Tag("V1")
    void oneEmptyBucketLeavesTheOthersFull() {
        assertThat(buckets.take("ada", 5).taken()).isTrue();

        var refused = buckets.take("ada", 2);

        assertThat(refused.taken()).isFalse();
        assertThat(refused.untilNext()).isEqualTo(Duration.ofSeconds(2));
        assertThat(buckets.take("bob", 1).left()).isEqualTo(4);
    }

    @Test
    void whatCostsMoreThanABucketHoldsTakesAFullOne() {
        assertThat(buckets.take("ada", 50).taken()).isTrue();
        assertThat(buckets.take("ada", 50).taken()).isFalse();
    }

    @Test
    @Tag("G2")
    void aFloodOfNamesStaysWithinTheBound() {
        for (var name = 0; name < 2 * TokenBuckets.BUCKETS; name++) {
            buckets.take("name " + name, 1);
        }
        assertThat(buckets.size()).isBetween(1L, (long) TokenBuckets.BUCKETS);
    }

    @Test
    @Tag("G2")
    void aNameIsForgottenOnceItsBucketIsFullAgain() {
        buckets.take("ada", 5);
        assertThat(buckets.size()).isEqualTo(1);

        clock.advance(Duration.ofMinutes(1));

        assertThat(buckets.size()).isZero();
    }
}
