package parley.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import parley.space.MemberId;

/** Who types is shown as typing as long as they say so, at the cost of a beginning and an end. */
class TypistsTest {

    private static final MemberId ANA = new MemberId("u_ana");
    private static final Duration LASTING = Duration.ofSeconds(6);
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    private final Typists typists = new Typists(LASTING);

    @Test
    void typingEndsSixSecondsAfterItWasSaidLast() {
        typists.typing(ANA, NOW);
        typists.typing(ANA, NOW.plusSeconds(3));

        typists.pass(NOW.plusSeconds(8));
        assertThat(typists.shown().get(ANA)).contains(new Typing(NOW));
        assertThat(typists.due()).contains(NOW.plusSeconds(9));

        typists.pass(NOW.plusSeconds(9));
        assertThat(typists.shown().get(ANA)).isEmpty();
        assertThat(typists.due()).isEmpty();
    }

    @Test
    void goingOnIsNotShown() {
        typists.typing(ANA, NOW);
        var before = typists.shown();

        typists.typing(ANA, NOW.plusSeconds(3));

        assertThat(typists.shown()).isSameAs(before);
    }

    @Test
    void whoStopsStopsAtOnce() {
        typists.typing(ANA, NOW);

        typists.stopped(ANA);
        typists.stopped(ANA);

        assertThat(typists.shown().since(0)).isEmpty();
        assertThat(typists.shown().since(1)).containsOnlyKeys(ANA);
    }
}
