package parley.space.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static parley.space.SpaceStory.ADA;
import static parley.space.SpaceStory.ALICE;
import static parley.space.SpaceStory.BEN;
import static parley.space.SpaceStory.CLEO;
import static parley.space.SpaceStory.JARVIS;
import static parley.space.SpaceStory.human;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.space.Caller;
import parley.space.MemberId;
import parley.space.MemberKind;
import parley.space.Provenance;
import parley.space.Reason;
import parley.space.Role;
import parley.space.SpaceCommand.Edit;
import parley.space.SpaceCommand.Join;
import parley.space.SpaceCommand.Post;
import parley.space.SpaceEvent.TurnDenied;
import parley.space.SpaceEvent.TurnGranted;
import parley.space.SpaceStory;
import parley.space.TurnId;

/** An agent speaks only on a turn that the space grants, and who is asked and may not speak hears why. */
@Tag("T3")
@Tag("T9")
class FloorRulesTest {

    private static final FloorSettings NORMAL = FloorSettings.DEFAULT;

    private SpaceStory lobby = SpaceStory.lobby();

    @Test
    void aMessageOfAPersonIsARoot() {
        var message = lobby.says(ADA, "hello");

        assertThat(lobby.space.recent().getLast().provenance()).isEqualTo(new Provenance(message, 0, null, null));
    }

    @Test
    void mentionedAgentsAreGrantedTurnsInTheirOrder() {
        var message = lobby.says(ADA, "please", CLEO, BEN, JARVIS);

        assertThat(lobby.events(TurnGranted.class))
                .extracting(
                        TurnGranted::agent,
                        TurnGranted::root,
                        TurnGranted::trigger,
                        TurnGranted::hop,
                        TurnGranted::left)
                .containsExactly(tuple(CLEO, message, message, 1, 5), tuple(JARVIS, message, message, 1, 4));
    }

    @Test
    void aTurnIsNamedByItsGrant() {
        lobby.says(ADA, "please", JARVIS);

        assertThat(lobby.turnOf(JARVIS)).isEqualTo(new TurnId("t_" + lobby.space.seq()));
    }

    @Test
    void anAnswerInheritsItsRootAndIsOneHopFurther() {
        var root = lobby.says(ADA, "please", JARVIS);
        var turn = lobby.turnOf(JARVIS);

        lobby.answers(turn, "over to you", ALICE);

        var answer = lobby.space.recent().getLast();
        assertThat(answer.provenance()).isEqualTo(new Provenance(root, 1, root, turn));
        assertThat(lobby.space.floor().turn(lobby.turnOf(ALICE)).orElseThrow())
                .extracting("root", "trigger", "hop")
                .containsExactly(root, answer.id(), 2);
    }

    @Test
    void aPersonAsksThreeAgentsAtMost() {
        var dora = new MemberId("a_dora");
        lobby.accepted(new Join(dora, MemberKind.AGENT, "dora", Role.MEMBER, human(ADA)));

        lobby.says(ADA, "please", JARVIS, ALICE, CLEO, dora);

        assertThat(lobby.speaking()).containsExactly(JARVIS, ALICE, CLEO);
        assertThat(denials()).containsExactly(tuple(dora, Denial.MENTIONS));
    }

    @Test
    void anAgentHasFourTurnsOpenAtOnceAtMost() {
        for (var person : IntStream.rangeClosed(0, Floor.OPEN_PER_AGENT)
                .mapToObj(number -> new MemberId("u_" + number))
                .toList()) {
            lobby.accepted(new Join(person, MemberKind.HUMAN, person.value(), Role.MEMBER, human(ADA)));
            lobby.says(person, "please", JARVIS);
        }

        assertThat(lobby.speaking()).hasSize(Floor.OPEN_PER_AGENT).containsOnly(JARVIS);
        assertThat(denials()).containsExactly(tuple(JARVIS, Denial.UNAVAILABLE));
        lobby.answers(lobby.turnOf(JARVIS), "one less");
        lobby.says(ADA, "and me", JARVIS);
        assertThat(lobby.speaking()).hasSize(Floor.OPEN_PER_AGENT);
    }

    @Test
    void anAgentHandsOverToOneOther() {
        lobby.says(ADA, "please", JARVIS);

        lobby.answers(lobby.turnOf(JARVIS), "you two", JARVIS, ALICE, CLEO);

        assertThat(lobby.speaking()).containsExactly(ALICE);
        assertThat(denials()).containsExactly(tuple(JARVIS, Denial.SELF), tuple(CLEO, Denial.MENTIONS));
    }

    @Test
    void anAgentThatHadTwoTurnsIsPassedOver() {
        with(new FloorSettings(NORMAL.policy(), 20, 9, 9, 3, 50, NORMAL.coolDown(), NORMAL.turnDeadline()));
        lobby.says(ADA, "please", JARVIS);
        for (var next : List.of(ALICE, JARVIS, ALICE)) {
            lobby.answers(
                    lobby.space.floor().turns(_ -> true).getFirst().id(),
                    "over to " + next + " " + lobby.log.size(),
                    next);
        }

        lobby.answers(lobby.turnOf(ALICE), "once more", JARVIS, CLEO);

        assertThat(lobby.speaking()).containsExactly(CLEO);
        assertThat(denials()).containsExactly(tuple(JARVIS, Denial.AGENT_TURNS));
    }

    @Test
    void aChainHasThreeHops() {
        lobby.says(ADA, "please", JARVIS);
        lobby.answers(lobby.turnOf(JARVIS), "first things first", ALICE);
        lobby.answers(lobby.turnOf(ALICE), "something else entirely", CLEO);

        lobby.answers(lobby.turnOf(CLEO), "nothing left to be said", JARVIS);

        assertThat(lobby.speaking()).isEmpty();
        assertThat(denials()).containsExactly(tuple(JARVIS, Denial.HOPS));
    }

    @Test
    void aRootCausesSixTurns() {
        with(new FloorSettings(NORMAL.policy(), 6, 9, 9, 3, 50, NORMAL.coolDown(), NORMAL.turnDeadline()));
        lobby.says(ADA, "please", JARVIS, ALICE, CLEO);
        lobby.answers(lobby.turnOf(JARVIS), "this is one thing", ALICE);
        lobby.answers(lobby.turnOf(CLEO), "and here another", JARVIS);
        lobby.answers(lobby.turnOf(JARVIS), "but what of this", CLEO);

        lobby.answers(lobby.turnOf(CLEO), "no more for today", ALICE, JARVIS);

        assertThat(lobby.events(TurnGranted.class)).hasSize(6);
        assertThat(lobby.events(TurnGranted.class).getLast().left()).isZero();
        assertThat(denials()).containsExactly(tuple(ALICE, Denial.ROOT_TURNS), tuple(JARVIS, Denial.ROOT_TURNS));
    }

    @Test
    void underTheMentionPolicyOnlyPeopleAsk() {
        with(NORMAL.with(new TurnPolicy.Mention()));
        lobby.says(ADA, "please", JARVIS);

        lobby.answers(lobby.turnOf(JARVIS), "over to you", ALICE);

        assertThat(denials()).containsExactly(tuple(ALICE, Denial.POLICY));
    }

    @Test
    void inAQuietSpaceNobodyIsAskedAndEachHearsItOnce() {
        with(NORMAL.with(new TurnPolicy.Quiet()));

        lobby.says(ADA, "please", JARVIS, ALICE, JARVIS);

        assertThat(denials()).containsExactly(tuple(JARVIS, Denial.POLICY), tuple(ALICE, Denial.POLICY));
    }

    @Test
    void anAgentCoolsDownBetweenTurns() {
        with(new FloorSettings(NORMAL.policy(), 6, 3, 2, 3, 8, Duration.ofMinutes(1), NORMAL.turnDeadline()));
        lobby.says(ADA, "please", JARVIS);
        lobby.after(Duration.ofSeconds(59)).says(BEN, "please", JARVIS);
        lobby.after(Duration.ofSeconds(1)).says(BEN, "please", JARVIS);

        assertThat(denials()).containsExactly(tuple(JARVIS, Denial.COOL_DOWN));
        assertThat(lobby.events(TurnGranted.class)).hasSize(2);
    }

    @Test
    void afterTooManyAgentMessagesInARowAPersonHasToSpeak() {
        with(new FloorSettings(NORMAL.policy(), 6, 3, 2, 3, 1, Duration.ZERO, NORMAL.turnDeadline()));
        lobby.says(ADA, "please", JARVIS);
        lobby.answers(lobby.turnOf(JARVIS), "over to you", ALICE);

        assertThat(denials()).containsExactly(tuple(ALICE, Denial.STREAK));

        lobby.says(ADA, "then you", ALICE);

        assertThat(lobby.speaking()).containsExactly(ALICE);
    }

    @Test
    void anAgentThatRepeatsItselfTwiceClosesTheRoot() {
        with(new FloorSettings(NORMAL.policy(), 20, 9, 9, 3, 50, NORMAL.coolDown(), NORMAL.turnDeadline()));
        lobby.says(ADA, "please", JARVIS, ALICE);
        var text = "I have already told you everything that I know about this";
        lobby.answers(lobby.turnOf(ALICE), text, CLEO);
        lobby.answers(lobby.turnOf(JARVIS), text, ALICE);
        lobby.answers(lobby.turnOf(ALICE), text, JARVIS);

        lobby.answers(lobby.turnOf(JARVIS), text, ALICE);

        assertThat(denials()).containsExactly(tuple(ALICE, Denial.ROOT_CLOSED));
        assertThat(lobby.speaking()).containsExactly(CLEO);
    }

    @Test
    void integrationsCauseNothing() {
        var hook = new MemberId("i_hook");
        lobby.accepted(new Join(hook, MemberKind.INTEGRATION, "hook", Role.MEMBER, human(ADA)));

        lobby.accepted(new Post(
                new Caller(hook, MemberKind.INTEGRATION, false), lobby.nextKey(), "ping", List.of(JARVIS), null, null));

        assertThat(lobby.space.recent().getLast().provenance()).isEqualTo(Provenance.NONE);
        assertThat(lobby.speaking()).isEmpty();
    }

    @Test
    void anEditAsksNobody() {
        var message = lobby.says(ADA, "hello");

        lobby.accepted(new Edit(human(ADA), message, "please", List.of(JARVIS), null));

        assertThat(lobby.speaking()).isEmpty();
    }

    @Test
    void anAgentThatOnlyObservesIsNotAvailable() {
        lobby.accepted(new Join(JARVIS, MemberKind.AGENT, "jarvis", Role.OBSERVER, human(ADA)));

        lobby.says(ADA, "please", JARVIS);

        assertThat(denials()).containsExactly(tuple(JARVIS, Denial.UNAVAILABLE));
    }

    @Test
    void agentsSpeakOnTurnsOnly() {
        lobby.says(ADA, "please", JARVIS);

        assertThat(lobby.refused(SpaceStory.answer(new TurnId("t_1"), "hello"))).isEqualTo(Reason.NO_SUCH_TURN);
    }

    private void with(FloorSettings settings) {
        lobby = SpaceStory.lobby(settings);
    }

    private List<Tuple> denials() {
        return lobby.events(TurnDenied.class).stream()
                .map(denied -> tuple(denied.agent(), denied.denial()))
                .toList();
    }
}
