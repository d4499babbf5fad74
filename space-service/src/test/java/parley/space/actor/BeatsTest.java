package parley.space.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A hub gives up waiting after two beats in silence, and itself once nobody has been reading for long enough. */
class BeatsTest {

    private static final HubSettings USUAL = HubSettings.DEFAULT;
    private static final int BEATS_UNTIL_IDLE = 3;

    private final Beats beats = new Beats(new HubSettings(
            USUAL.ringEvents(),
            USUAL.ringBytes(),
            USUAL.replayEvents(),
            USUAL.replayBytes(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            USUAL.ephemeralEvery(),
            USUAL.typingFor()));

    @Test
    void oneBeatWithoutNewsIsNoSilence() {
        beats.beat(true);

        assertThat(beats.isSilent()).isFalse();
    }

    @Test
    void silenceIsTwoBeatsInARowWithoutNews() {
        beats.beat(true);
        beats.heard();
        beats.beat(true);
        assertThat(beats.isSilent()).isFalse();

        beats.beat(true);

        assertThat(beats.isSilent()).isTrue();
    }

    @Test
    void aHubIsIdleOnceNobodyHasBeenReadingForItsTime() {
        pass(BEATS_UNTIL_IDLE - 1);
        assertThat(beats.isIdle()).isFalse();

        pass(1);

        assertThat(beats.isIdle()).isTrue();
    }

    @Test
    void aHubThatIsReadIsNeverIdle() {
        for (int beat = 0; beat < 2 * BEATS_UNTIL_IDLE; beat++) {
            beats.beat(true);
        }

        assertThat(beats.isIdle()).isFalse();
    }

    @Test
    void whoeverComesMakesItsTimeBeginAgain() {
        pass(BEATS_UNTIL_IDLE - 1);
        beats.visited();

        pass(BEATS_UNTIL_IDLE - 1);

        assertThat(beats.isIdle()).isFalse();
    }

    private void pass(int count) {
        for (int beat = 0; beat < count; beat++) {
            beats.beat(false);
        }
    }
}
