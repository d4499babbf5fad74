package parley.space.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The promise: readers are woken at once after silence, and under load together and less often. */
class FanOutTest {

    private static final int READERS = 3;

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final Semaphore again = new Semaphore(0);
    private final FanOut fanOut = new FanOut(clock::get, again::release);

    @Test
    void afterSilenceAWakeUpBeginsAtOnce() {
        assertThat(fanOut.begin(READERS)).isTrue();
        assertThat(fanOut.isWanted()).isFalse();
    }

    @Test
    void theNextWaitsUntilTheLastReaderHasLookedAndIsThenTriedAgain() {
        fanOut.begin(READERS);
        boolean early = fanOut.begin(READERS);

        everybodyLooks();

        assertThat(early).isFalse();
        assertThat(again.tryAcquire()).isTrue();
        assertThat(fanOut.begin(READERS)).isTrue();
    }

    @Test
    void aReaderThatDoesNotLookIsNotWaitedForLonger() throws InterruptedException {
        fanOut.begin(READERS);
        boolean early = fanOut.begin(READERS);

        pass(FanOut.PATIENCE);

        assertThat(early).isFalse();
        assertThat(again.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        assertThat(fanOut.begin(READERS)).isTrue();
    }

    @Test
    void afterAWakeUpThatTookLongAllRestInProportion() throws InterruptedException {
        var took = Duration.ofMillis(1);
        fanOut.begin(READERS);
        pass(took);
        everybodyLooks();

        boolean early = fanOut.begin(READERS);
        pass(took.multipliedBy(FanOut.REST));

        assertThat(early).isFalse();
        assertThat(again.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        assertThat(fanOut.begin(READERS)).isTrue();
    }

    @Test
    void noRestIsLongerThanThePatience() {
        fanOut.begin(READERS);
        pass(FanOut.PATIENCE.multipliedBy(5));
        everybodyLooks();

        pass(FanOut.PATIENCE);

        assertThat(fanOut.begin(READERS)).isTrue();
    }

    @Test
    void afterAShortWakeUpNobodyRests() {
        fanOut.begin(READERS);
        pass(FanOut.REST_MIN.dividedBy(FanOut.REST + 1));
        everybodyLooks();

        assertThat(fanOut.begin(READERS)).isTrue();
    }

    private void everybodyLooks() {
        for (int i = 0; i < READERS; i++) {
            fanOut.looked();
        }
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
