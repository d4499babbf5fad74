package parley.space.view;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.space.SpaceStory.ADA;
import static parley.space.SpaceStory.BEN;
import static parley.space.SpaceStory.EVE;
import static parley.space.SpaceStory.administrator;
import static parley.space.SpaceStory.human;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.space.Space;
import parley.space.SpaceCommand.Change;
import parley.space.SpaceCommand.Leave;
import parley.space.SpaceSettings;
import parley.space.SpaceStory;
import parley.space.floor.FloorSettings;

/** Only members and administrators see what a space holds. */
@Tag("S8")
class VisibilityTest {

    private final SpaceStory lobby = SpaceStory.lobby();

    @Test
    void membersAndAdministratorsReadASpace() {
        assertThat(Visibility.mayRead(lobby.space, human(BEN))).isTrue();
        assertThat(Visibility.mayRead(lobby.space, human(EVE))).isFalse();
        assertThat(Visibility.mayRead(lobby.space, administrator(EVE))).isTrue();
    }

    @Test
    void whoHasLeftReadsNoMore() {
        lobby.accepted(new Leave(BEN, human(BEN)));

        assertThat(Visibility.mayRead(lobby.space, human(BEN))).isFalse();
        assertThat(Visibility.endsFor(BEN, lobby.log.getLast())).isTrue();
        assertThat(Visibility.endsFor(ADA, lobby.log.getLast())).isFalse();
    }

    @Test
    void onlyMembersKnowOfAHiddenSpace() {
        assertThat(Visibility.mayKnowOf(lobby.space, human(EVE))).isTrue();

        lobby.accepted(new Change(new SpaceSettings("lobby", "Lobby", "", true, FloorSettings.DEFAULT), human(ADA)));

        assertThat(Visibility.mayKnowOf(lobby.space, human(EVE))).isFalse();
        assertThat(Visibility.mayKnowOf(lobby.space, human(BEN))).isTrue();
        assertThat(Visibility.mayKnowOf(Space.initial(), human(EVE))).isFalse();
        assertThat(Visibility.mayRead(Space.initial(), administrator(EVE))).isFalse();
    }
}
