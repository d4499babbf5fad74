package parley.space;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.space.SpaceStory.ADA;
import static parley.space.SpaceStory.BEN;
import static parley.space.SpaceStory.EVE;
import static parley.space.SpaceStory.START;
import static parley.space.SpaceStory.administrator;
import static parley.space.SpaceStory.human;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.space.SpaceCommand.Change;
import parley.space.SpaceCommand.Create;
import parley.space.SpaceCommand.Join;
import parley.space.SpaceCommand.Leave;
import parley.space.SpaceReply.Accepted;
import parley.space.SpaceReply.Rejected;
import parley.space.floor.FloorSettings;

/** A space belongs to its owners, and its members are who they let in. */
class MemberRulesTest {

    private final SpaceStory lobby = SpaceStory.lobby();

    @Test
    void aSpaceBeginsWithItsOwner() {
        var story = new SpaceStory(new SpaceRules());

        var reply = story.tell(new Create("e1", SpaceStory.settings(FloorSettings.DEFAULT), "ada", human(ADA)));

        assertThat(reply).isEqualTo(new Accepted(2, START, null, false));
        assertThat(story.space.member(ADA)).get().extracting(Member::role).isEqualTo(Role.OWNER);
    }

    @Test
    void aSpaceThatWasNotMadeKnowsNothing() {
        var story = new SpaceStory(new SpaceRules());

        assertThat(story.refused(story.post(ADA, "hello"))).isEqualTo(Reason.NO_SUCH_SPACE);
    }

    @Test
    void aSpaceIsMadeOnce() {
        var again = new Create("e1", SpaceStory.settings(FloorSettings.DEFAULT), "ada", human(ADA));
        var other = new Create("e2", SpaceStory.settings(FloorSettings.DEFAULT), "ben", human(BEN));

        assertThat(lobby.accepted(again).duplicate()).isTrue();
        assertThat(lobby.refused(other)).isEqualTo(Reason.SPACE_EXISTS);
    }

    @Test
    void anybodyJoinsAPublicSpaceAsAMemberAndNoMore() {
        assertThat(lobby.refused(new Join(EVE, MemberKind.HUMAN, "eve", Role.MODERATOR, human(EVE))))
                .isEqualTo(Reason.FORBIDDEN);
        assertThat(lobby.tell(new Join(EVE, MemberKind.HUMAN, "eve", Role.MEMBER, human(EVE))))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void nobodyJoinsAHiddenSpaceBySelf() {
        var hidden = new SpaceSettings("lobby", "Lobby", "", true, FloorSettings.DEFAULT);
        lobby.accepted(new Change(hidden, human(ADA)));

        assertThat(lobby.refused(new Join(EVE, MemberKind.HUMAN, "eve", Role.MEMBER, human(EVE))))
                .isEqualTo(Reason.NOT_A_MEMBER);
        assertThat(lobby.tell(new Join(EVE, MemberKind.HUMAN, "eve", Role.OWNER, administrator(EVE))))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void joiningOnceMoreChangesNothing() {
        assertThat(lobby.accepted(new Join(ADA, MemberKind.HUMAN, "ada", Role.MEMBER, human(ADA)))
                        .duplicate())
                .isTrue();
        assertThat(lobby.space.member(ADA)).get().extracting(Member::role).isEqualTo(Role.OWNER);
    }

    @Test
    void moderatorsAddAndRemoveMembersAndOnlyOwnersChangeRoles() {
        lobby.accepted(new Join(BEN, MemberKind.HUMAN, "ben", Role.MODERATOR, human(ADA)));

        assertThat(lobby.tell(new Join(EVE, MemberKind.HUMAN, "eve", Role.MEMBER, human(BEN))))
                .isInstanceOf(Accepted.class);
        assertThat(lobby.refused(new Join(EVE, MemberKind.HUMAN, "eve", Role.MODERATOR, human(BEN))))
                .isEqualTo(Reason.FORBIDDEN);
        assertThat(lobby.refused(new Leave(ADA, human(BEN)))).isEqualTo(Reason.FORBIDDEN);
        assertThat(lobby.tell(new Leave(EVE, human(BEN)))).isInstanceOf(Accepted.class);
        assertThat(lobby.refused(new Leave(BEN, human(EVE)))).isEqualTo(Reason.NOT_A_MEMBER);
    }

    @Test
    void theLastOwnerStays() {
        assertThat(lobby.refused(new Leave(ADA, human(ADA)))).isEqualTo(Reason.LAST_OWNER);
        assertThat(lobby.refused(new Join(ADA, MemberKind.HUMAN, "ada", Role.MEMBER, administrator(EVE))))
                .isEqualTo(Reason.LAST_OWNER);

        lobby.accepted(new Join(BEN, MemberKind.HUMAN, "ben", Role.OWNER, human(ADA)));

        assertThat(lobby.tell(new Leave(ADA, human(ADA)))).isInstanceOf(Accepted.class);
        assertThat(lobby.accepted(new Leave(ADA, human(ADA))).duplicate()).isTrue();
    }

    @Test
    @Tag("S1")
    void joinedAtIsWhenThisMembershipBegan() {
        lobby.after(Duration.ofMinutes(5)).accepted(new Join(EVE, MemberKind.HUMAN, "eve", Role.MEMBER, human(EVE)));
        lobby.after(Duration.ofMinutes(5)).accepted(new Join(EVE, MemberKind.HUMAN, "eve", Role.MODERATOR, human(ADA)));

        assertThat(lobby.space.member(EVE)).get().extracting(Member::joinedAt).isEqualTo(START.plusSeconds(300));
    }

    @Test
    void aSpaceHasAThousandMembersAtMost() {
        for (var number = lobby.space.members().size(); number < SpaceLimits.MEMBERS; number++) {
            lobby.accepted(new Join(new MemberId("u_" + number), MemberKind.HUMAN, "x", Role.MEMBER, human(ADA)));
        }

        assertThat(lobby.refused(new Join(EVE, MemberKind.HUMAN, "eve", Role.MEMBER, human(EVE))))
                .isEqualTo(Reason.TOO_MANY_MEMBERS);
    }

    @Test
    void settingsOutsideTheirBoundsAreRefusedWithTheBounds() {
        var floor = FloorSettings.DEFAULT;
        var tooMany = new FloorSettings(floor.policy(), 65, 3, 2, 3, 8, floor.coolDown(), floor.turnDeadline());

        assertThat(lobby.tell(new Change(SpaceStory.settings(tooMany), human(ADA))))
                .isEqualTo(new Rejected(Reason.SETTINGS_INVALID, "turnsPerRoot is 65; allowed is 0 to 64."));
        assertThat(lobby.refused(new Change(new SpaceSettings("Lobby!", "Lobby", "", false, floor), human(ADA))))
                .isEqualTo(Reason.SETTINGS_INVALID);
        assertThat(lobby.refused(new Change(SpaceStory.settings(floor), human(BEN))))
                .isEqualTo(Reason.FORBIDDEN);
    }
}
