package parley.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nobody exceeds a rate for longer than the burst lasts, and nobody below it is refused. */
@Tag("V1")
class TokenBucketTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final LimitSettings.Rate RATE = new LimitSettings.Rate(10, 3);

    @Test
    void theBurstIsThereAtOnceAndNotOneMore() {
        var bucket = new TokenBucket(RATE, 0);

        assertThat(Stream.generate(() -> bucket.take(0)).limit(4)).containsExactly(true, true, true, false);
        assertThat(bucket.untilNext(0)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void itFillsWithTimeUpToTheBurst() {
        var bucket = new TokenBucket(RATE, 0);
        while (bucket.take(0)) {}

        assertThat(bucket.take(SECOND / 10 - 1)).isFalse();
        assertThat(bucket.take(SECOND / 10)).isTrue();
        assertThat(bucket.left(100 * SECOND)).isEqualTo(3);
    }
}
