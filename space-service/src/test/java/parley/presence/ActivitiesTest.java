package parley.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import parley.space.MemberId;
import parley.space.TurnId;

/** What agents are shown to do is what they do in the turn that began last, and nothing is left of who does nothing. */
class ActivitiesTest {

    private static final MemberId JARVIS = new MemberId("a_jarvis");
    private static final TurnId FIRST = new TurnId("t_1");
    private static final TurnId SECOND = new TurnId("t_2");
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(1);

    private final Activities activities = new Activities();

    @Test
    void anAgentThinksUsesAToolAndRests() {
        activities.does(FIRST, JARVIS, Activity.THINKING, NOW);
        activities.does(FIRST, JARVIS, new Activity.Using("search"), LATER);

        assertThat(shown()).isEqualTo(new Doing(new Activity.Using("search"), FIRST, LATER));

        activities.ended(FIRST, JARVIS, Activity.IDLE, LATER);
        assertThat(shown()).isEqualTo(new Doing(Activity.IDLE, null, LATER));
    }

    @Test
    void whatIsSaidTwiceIsShownOnce() {
        activities.does(FIRST, JARVIS, Activity.THINKING, NOW);
        var before = activities.shown();

        activities.does(FIRST, JARVIS, Activity.THINKING, LATER);

        assertThat(activities.shown()).isSameAs(before);
    }

    @Test
    void ofSeveralTurnsTheLastOneIsShownUntilItEnds() {
        activities.does(FIRST, JARVIS, Activity.PAUSED, NOW);
        activities.does(SECOND, JARVIS, Activity.THINKING, NOW);

        assertThat(shown().turn()).isEqualTo(SECOND);

        activities.ended(SECOND, JARVIS, Activity.FAILED, LATER);
        assertThat(shown()).isEqualTo(new Doing(Activity.PAUSED, FIRST, LATER));
    }

    @Test
    void aFailureIsShownUntilTheAgentWorksAgain() {
        activities.does(FIRST, JARVIS, Activity.THINKING, NOW);
        activities.ended(FIRST, JARVIS, Activity.FAILED, NOW);
        activities.released(FIRST, NOW);

        assertThat(shown().activity()).isEqualTo(Activity.FAILED);

        activities.does(SECOND, JARVIS, Activity.THINKING, LATER);
        assertThat(shown().activity()).isEqualTo(Activity.THINKING);
    }

    @Test
    void ofARunThatCrashedNothingIsShown() {
        activities.does(FIRST, JARVIS, Activity.THINKING, NOW);

        activities.released(FIRST, LATER);

        assertThat(shown()).isEqualTo(new Doing(Activity.IDLE, null, LATER));
    }

    @Test
    void anAgentThatIsNoMemberAnyMoreIsNotShown() {
        activities.does(FIRST, JARVIS, Activity.THINKING, NOW);

        activities.removed(JARVIS);
        activities.released(FIRST, LATER);

        assertThat(activities.shown().get(JARVIS)).isEmpty();
    }

    private Doing shown() {
        return activities.shown().get(JARVIS).orElseThrow();
    }
}
