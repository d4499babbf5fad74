package parley.presence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import parley.space.MemberId;
import parley.space.TurnId;

/** A draft grows by what comes next, and only so far. */
class DraftTest {

    private final Draft begun = new Draft(new TurnId("t_1"), new MemberId("a_jarvis"), 1, "");

    @Test
    void aDraftHasALimitAndKeepsWhatItHas() {
        var full = begun.grown(1, 0, "x".repeat(Draft.TEXT_MAX));

        assertThat(full.text()).hasSize(Draft.TEXT_MAX);
        assertThat(full.grown(1, Draft.TEXT_MAX, "y")).isEqualTo(full);
    }

    @Test
    void whatOverlapsIsIgnoredAndSoIsWhatLeavesAGap() {
        var said = begun.grown(1, 0, "Plan A");

        assertThat(said.grown(1, 4, " A is cheaper").text()).isEqualTo("Plan A is cheaper");
        assertThat(said.grown(1, 7, "is cheaper")).isEqualTo(said);
    }

    @Test
    void anotherAttemptBeginsAnewAndAnOlderOneIsOver() {
        var second = begun.grown(1, 0, "Plan A").grown(2, 0, "Plan B");

        assertThat(second.text()).isEqualTo("Plan B");
        assertThat(second.grown(1, 6, " is cheaper")).isEqualTo(second);
    }
}
