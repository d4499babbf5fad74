package parley.space;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.space.SpaceStory.ADA;
import static parley.space.SpaceStory.ALICE;
import static parley.space.SpaceStory.BEN;
import static parley.space.SpaceStory.JARVIS;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.space.SpaceCommand.Wake;
import parley.space.SpaceEvent.RootMinted;
import parley.space.SpaceEvent.TurnDenied;
import parley.space.SpaceEvent.TurnGranted;
import parley.space.floor.Denial;
import parley.space.floor.FloorSettings;
import parley.space.floor.TurnPolicy;

/** A wake-up causes a few turns and no more, however often it is given. */
@Tag("T3")
@Tag("T9")
class WakeRulesTest {

    private SpaceStory lobby = SpaceStory.lobby();

    @Test
    void anAgentThatIsWokenHasATurnAndKnowsWhatFor() {
        lobby.accepted(new Wake("morning", JARVIS, "say good morning", 2));

        var turn = lobby.space.floor().turn(lobby.turnOf(JARVIS)).orElseThrow();
        assertThat(turn)
                .extracting(OpenTurn::root, OpenTurn::trigger, OpenTurn::hop, OpenTurn::purpose)
                .containsExactly(new MessageId("r_morning"), new MessageId("r_morning"), 1, "say good morning");
    }

    @Test
    void aWakeUpTwiceIsOneWakeUp() {
        var wake = new Wake("morning", JARVIS, "say good morning", 2);
        var first = lobby.accepted(wake);

        assertThat(lobby.tell(wake)).isEqualTo(new SpaceReply.Accepted(first.seq(), first.at(), first.message(), true));
        assertThat(lobby.events(RootMinted.class)).hasSize(1);
    }

    @Test
    void whatComesOfAWakeUpHasABudgetOfItsOwn() {
        lobby.accepted(new Wake("morning", JARVIS, "say good morning", 2));
        lobby.answers(lobby.turnOf(JARVIS), "good morning to you", ALICE);

        lobby.answers(lobby.turnOf(ALICE), "and a fine one it is", JARVIS);

        assertThat(lobby.events(TurnGranted.class))
                .extracting(TurnGranted::left)
                .containsExactly(1, 0);
        assertThat(lobby.events(TurnDenied.class))
                .extracting(TurnDenied::denial)
                .containsExactly(Denial.ROOT_TURNS);
    }

    @Test
    void anAgentIsWokenSixTimesAnHour() {
        for (var number = 0; number < 6; number++) {
            lobby.accepted(new Wake("wake-" + number, JARVIS, "look around", 1));
            lobby.after(Duration.ofMinutes(1)).answers(lobby.turnOf(JARVIS), "nothing new at number " + number);
            lobby.says(ADA, "thanks");
        }

        assertThat(lobby.refused(new Wake("wake-6", JARVIS, "look around", 1))).isEqualTo(Reason.AGENT_UNAVAILABLE);
        assertThat(lobby.tell(new Wake("wake-7", ALICE, "look around", 1))).isInstanceOf(SpaceReply.Accepted.class);
        lobby.after(Duration.ofMinutes(54));
        assertThat(lobby.tell(new Wake("wake-6", JARVIS, "look around", 1))).isInstanceOf(SpaceReply.Accepted.class);
        assertThat(lobby.refused(new Wake("wake-8", JARVIS, "look around", 1))).isEqualTo(Reason.AGENT_UNAVAILABLE);
    }

    @Test
    void aQuietSpaceWakesNobody() {
        lobby = SpaceStory.lobby(FloorSettings.DEFAULT.with(new TurnPolicy.Quiet()));

        assertThat(lobby.refused(new Wake("morning", JARVIS, "say good morning", 2)))
                .isEqualTo(Reason.AGENT_UNAVAILABLE);
        assertThat(lobby.events(RootMinted.class)).isEmpty();
    }

    @Test
    void aWakeUpIsForAnAgentAndWithinItsBounds() {
        assertThat(lobby.refused(new Wake("morning", BEN, "say good morning", 2)))
                .isEqualTo(Reason.NO_SUCH_MEMBER);
        assertThat(lobby.refused(new Wake("morning", JARVIS, "say good morning", 5)))
                .isEqualTo(Reason.SETTINGS_INVALID);
        assertThat(lobby.refused(new Wake("morning", JARVIS, " ", 2))).isEqualTo(Reason.SETTINGS_INVALID);
        assertThat(lobby.refused(new Wake("good morning", JARVIS, "hi", 2))).isEqualTo(Reason.KEY_INVALID);
    }
}
