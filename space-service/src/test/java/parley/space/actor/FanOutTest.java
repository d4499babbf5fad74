package parley.space.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Semaphore;
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
    void aReaderThatDoesNotLookIsNotWaitedForLonger() {
        fanOut.begin(READERS);
        boolean early = fanOut.begin(READERS);

        pass(FanOut.PATIENCE);

        assertThat(early).isFalse();
        assertThat(fanOut.isWanted()).isTrue();
        assertThat(fanOut.begin(READERS)).isTrue();
    }

    @Test
    void nobodyIsCalledAgainWhereNobodyHadToWait() {
        fanOut.begin(READERS);

        everybodyLooks();

        assertThat(again.tryAcquire()).isFalse();
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
