package parley.presence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import parley.space.MemberId;
import parley.space.TurnId;

/** Drafts grow turn by turn, are told of when they have changed, and are never too many. */
class OpenDraftsTest {

    private static final MemberId JARVIS = new MemberId("a_jarvis");
    private static final TurnId TURN = new TurnId("t_1");

    private final OpenDrafts drafts = new OpenDrafts();

    @Test
    void aDraftGrowsUntilItsTurnIsOver() {
        drafts.grown(TURN, JARVIS, 1, 0, "It ");
        drafts.grown(TURN, JARVIS, 1, 3, "is");

        assertThat(drafts.of(TURN)).contains(new Draft(TURN, JARVIS, 1, "It is"));
        drafts.ended(TURN);
        assertThat(drafts.of(TURN)).isEmpty();
        assertThat(drafts.shown()).isEmpty();
    }

    @Test
    void whatIsShownStaysAsItWas() {
        drafts.grown(TURN, JARVIS, 1, 0, "It ");
        var before = drafts.shown();

        drafts.grown(TURN, JARVIS, 1, 3, "is");

        assertThat(before).containsEntry(TURN, new Draft(TURN, JARVIS, 1, "It "));
    }

    @Test
    void theVersionRisesWithAChangeOnly() {
        drafts.grown(TURN, JARVIS, 1, 0, "It ");
        var grown = drafts.version();

        drafts.ended(new TurnId("t_other"));

        assertThat(grown).isPositive();
        assertThat(drafts.version()).isEqualTo(grown);
        drafts.ended(TURN);
        assertThat(drafts.version()).isGreaterThan(grown);
    }

    @Test
    void noMoreAreKeptThanTheMostThatMayBe() {
        for (int turn = 0; turn <= OpenDrafts.MAX; turn++) {
            drafts.grown(new TurnId("t_" + turn), JARVIS, 1, 0, "x");
        }

        assertThat(drafts.shown()).hasSize(OpenDrafts.MAX);
        drafts.grown(new TurnId("t_0"), JARVIS, 1, 1, "y");
        assertThat(drafts.of(new TurnId("t_0")).map(Draft::text)).contains("xy");
    }
}
