package parley.space;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.space.SpaceStory.ADA;
import static parley.space.SpaceStory.ALICE;
import static parley.space.SpaceStory.BEN;
import static parley.space.SpaceStory.CLEO;
import static parley.space.SpaceStory.JARVIS;
import static parley.space.SpaceStory.answer;
import static parley.space.SpaceStory.cancel;
import static parley.space.SpaceStory.human;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.money.Cost;
import parley.money.TokenCount;
import parley.space.SpaceCommand.Archive;
import parley.space.SpaceCommand.ExpireTurns;
import parley.space.SpaceCommand.FailTurn;
import parley.space.SpaceCommand.Leave;
import parley.space.SpaceCommand.PassTurn;
import parley.space.SpaceCommand.SettleTurn;
import parley.space.SpaceEvent.MessagePosted;
import parley.space.SpaceEvent.TurnCancelled;
import parley.space.SpaceEvent.TurnDenied;
import parley.space.SpaceEvent.TurnFailed;
import parley.space.SpaceEvent.TurnSettled;
import parley.space.SpaceEvent.TurnSuperseded;
import parley.space.SpaceReply.Accepted;
import parley.space.floor.Denial;
import parley.space.floor.FloorSettings;

/** A turn ends once: with one message, or without. */
@Tag("T3")
class TurnRulesTest {

    private final SpaceStory lobby = SpaceStory.lobby();

    @Test
    void anAnswerIsPostedOnceHoweverOftenItIsDelivered() {
        lobby.says(ADA, "please", JARVIS);
        var answer = answer(lobby.turnOf(JARVIS), "here you are");
        var first = lobby.accepted(answer);
        lobby.says(ADA, "thanks");

        var again = lobby.tell(answer);

        assertThat(again).isEqualTo(new Accepted(first.seq(), first.at(), first.message(), true));
        assertThat(lobby.events(MessagePosted.class)).hasSize(3);
    }

    @Test
    void aTurnThatFailedTakesNoAnswer() {
        lobby.says(ADA, "please", JARVIS);
        var turn = lobby.turnOf(JARVIS);

        assertThat(lobby.accepted(fail(turn)).duplicate()).isFalse();
        assertThat(lobby.accepted(fail(turn)).duplicate()).isTrue();
        assertThat(lobby.refused(answer(turn, "late"))).isEqualTo(Reason.TURN_ENDED);
        assertThat(lobby.refused(new PassTurn(turn, TokenCount.NONE, Cost.NONE)))
                .isEqualTo(Reason.TURN_ENDED);
    }

    @Test
    void anAgentMayHaveNothingToSay() {
        lobby.says(ADA, "please", JARVIS);
        var pass = new PassTurn(lobby.turnOf(JARVIS), TokenCount.NONE, Cost.NONE);

        assertThat(lobby.accepted(pass).duplicate()).isFalse();
        assertThat(lobby.accepted(pass).duplicate()).isTrue();
        assertThat(lobby.speaking()).isEmpty();
    }

    @Test
    void aNewerMessageOfTheSamePersonStopsWhatTheOlderOneAskedFor() {
        lobby.says(ADA, "please", JARVIS);
        var stopped = lobby.turnOf(JARVIS);

        var newer = lobby.says(ADA, "no, rather you", ALICE);

        assertThat(lobby.events(TurnSuperseded.class)).containsExactly(new TurnSuperseded(stopped, newer, lobby.now));
        assertThat(lobby.speaking()).containsExactly(ALICE);
        assertThat(lobby.refused(answer(stopped, "but I was nearly done"))).isEqualTo(Reason.TURN_ENDED);
    }

    @Test
    void aMessageOfSomebodyElseStopsNothing() {
        lobby.says(ADA, "please", JARVIS);

        lobby.says(BEN, "please", ALICE);

        assertThat(lobby.speaking()).containsExactly(JARVIS, ALICE);
    }

    @Test
    void whoAskedAndWhoModeratesStopATurn() {
        lobby.says(BEN, "please", JARVIS, ALICE);
        lobby.accepted(new SpaceCommand.Join(SpaceStory.EVE, MemberKind.HUMAN, "eve", Role.MEMBER, human(ADA)));

        assertThat(lobby.refused(cancel(lobby.turnOf(JARVIS), SpaceStory.EVE))).isEqualTo(Reason.FORBIDDEN);
        assertThat(lobby.tell(cancel(lobby.turnOf(JARVIS), BEN))).isInstanceOf(Accepted.class);
        assertThat(lobby.tell(cancel(lobby.turnOf(ALICE), ADA))).isInstanceOf(Accepted.class);
    }

    @Test
    void aStopTwiceIsOneStop() {
        lobby.says(ADA, "please", JARVIS);
        var cancel = cancel(lobby.turnOf(JARVIS), ADA);
        lobby.accepted(cancel);

        assertThat(lobby.accepted(cancel).duplicate()).isTrue();
        assertThat(lobby.refused(answer(cancel.turn(), "late"))).isEqualTo(Reason.TURN_ENDED);
        assertThat(lobby.events(TurnCancelled.class)).hasSize(1);
    }

    @Test
    void whatAStoppedTurnHadComeToIsTakenDownOnce() {
        lobby.says(ADA, "please", JARVIS);
        var cancel = cancel(lobby.turnOf(JARVIS), ADA);
        lobby.accepted(cancel);
        var settle = new SettleTurn(cancel.turn(), new TokenCount(10, 2), Cost.NONE, "Plan A is");
        assertThat(lobby.space.floor().owed()).containsExactly(cancel.turn());

        lobby.accepted(settle);

        assertThat(lobby.accepted(settle).duplicate()).isTrue();
        assertThat(lobby.events(TurnSettled.class))
                .containsExactly(new TurnSettled(cancel.turn(), settle.usage(), settle.cost(), "Plan A is", lobby.now));
        assertThat(lobby.space.floor().owed()).isEmpty();
    }

    @Test
    void supersededAndExpiredTurnsAreOwedAndThoseThatTheirRunsEndedAreNot() {
        lobby.says(ADA, "please", JARVIS);
        var superseded = lobby.turnOf(JARVIS);
        lobby.says(ADA, "rather this", JARVIS);
        var expired = lobby.turnOf(JARVIS);
        lobby.now = lobby.now.plus(FloorSettings.DEFAULT.turnDeadline());
        lobby.accepted(new SpaceCommand.ExpireTurns());
        lobby.says(BEN, "please", JARVIS);
        var passed = lobby.turnOf(JARVIS);
        lobby.accepted(new PassTurn(passed, TokenCount.NONE, Cost.NONE));

        assertThat(lobby.space.floor().owed()).containsExactly(superseded, expired);
        assertThat(lobby.refused(new SettleTurn(new TurnId("t_never"), TokenCount.NONE, Cost.NONE, "")))
                .isEqualTo(Reason.NO_SUCH_TURN);
    }

    @Test
    void nothingComesOfAStoppedRoot() {
        lobby.says(ADA, "please", JARVIS, ALICE);
        lobby.accepted(cancel(lobby.turnOf(JARVIS), ADA));

        lobby.answers(lobby.turnOf(ALICE), "over to you", CLEO);

        assertThat(lobby.events(TurnDenied.class))
                .extracting(TurnDenied::denial)
                .containsExactly(Denial.ROOT_CLOSED);
        assertThat(lobby.speaking()).isEmpty();
    }

    @Test
    void aTurnExpiresVisibly() {
        lobby.says(ADA, "please", JARVIS);
        var turn = lobby.turnOf(JARVIS);

        assertThat(lobby.after(Duration.ofSeconds(149))
                        .accepted(new ExpireTurns())
                        .duplicate())
                .isTrue();
        assertThat(lobby.after(Duration.ofSeconds(1))
                        .accepted(new ExpireTurns())
                        .duplicate())
                .isFalse();
        assertThat(lobby.events(TurnFailed.class))
                .extracting(TurnFailed::failure)
                .containsExactly(TurnFailure.EXPIRED);
        assertThat(lobby.refused(answer(turn, "late"))).isEqualTo(Reason.TURN_ENDED);
    }

    @Test
    void anAgentThatIsRemovedSpeaksNoMore() {
        lobby.says(ADA, "please", JARVIS);
        var turn = lobby.turnOf(JARVIS);

        lobby.accepted(new Leave(JARVIS, human(ADA)));

        assertThat(lobby.refused(answer(turn, "hello"))).isEqualTo(Reason.TURN_ENDED);
    }

    @Test
    void anArchivedSpaceIsSilent() {
        lobby.says(ADA, "please", JARVIS, ALICE);

        lobby.accepted(new Archive(human(ADA)));

        assertThat(lobby.speaking()).isEmpty();
    }

    @Test
    @Tag("T10")
    void anAnswerHasALimitToo() {
        lobby.says(ADA, "please", JARVIS);

        assertThat(lobby.refused(answer(lobby.turnOf(JARVIS), "a".repeat(16_385))))
                .isEqualTo(Reason.TEXT_TOO_LONG);
        assertThat(lobby.refused(answer(lobby.turnOf(JARVIS), " "))).isEqualTo(Reason.TEXT_EMPTY);
        assertThat(lobby.speaking()).containsExactly(JARVIS);
    }

    private static FailTurn fail(TurnId turn) {
        return new FailTurn(turn, TurnFailure.MODEL, "no answer", TokenCount.NONE, Cost.NONE, "");
    }
}
