package parley.space.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.presence.Presence.State.ACTIVE;
import static parley.presence.Presence.State.OFFLINE;
import static parley.presence.Presence.State.RECONNECTING;
import static parley.space.SpaceStory.ADA;
import static parley.space.SpaceStory.BEN;
import static parley.space.SpaceStory.EVE;
import static parley.space.SpaceStory.JARVIS;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.money.Cost;
import parley.money.TokenCount;
import parley.presence.Activity;
import parley.presence.Attendance;
import parley.presence.Doing;
import parley.presence.Presence;
import parley.space.MemberId;
import parley.space.MemberKind;
import parley.space.Role;
import parley.space.SpaceCommand;
import parley.space.SpaceCommand.Join;
import parley.space.SpaceCommand.Leave;
import parley.space.SpaceStory;
import parley.space.TurnFailure;
import parley.space.TurnId;
import parley.space.actor.Subscriber.Departure;

/** A hub shows who is there and what agents are about: at once, and no longer than it is so. */
class HubPresenceTest extends StagedHubs {

    private static final TurnId TURN = new TurnId("t_1");

    @Test
    @Tag("S1")
    void whenSomebodyLastSpokeIsKnownToAHubThatHasJustStarted() {
        var spoke = space.story.now;
        space.story.says(ADA, "good night");
        space.passes(Duration.ofHours(8));

        var feed = begun(hubs(RARELY, LONG), new StagedReader(BEN)).feed();

        assertThat(feed.ephemeral().presence().get(ADA)).contains(new Presence(OFFLINE, null, spoke, List.of()));
    }

    @Test
    @Tag("S1")
    void comingBackIsNotSpeaking() {
        var spoke = space.story.now;
        space.story.says(ADA, "good night");
        space.passes(Duration.ofHours(8));
        var hubs = hubs(RARELY, LONG);
        var feed = begun(hubs, new StagedReader(ADA)).feed();

        var there = probe.awaitAssert(PATIENCE, () -> {
            var presence = feed.ephemeral().presence().get(ADA).orElseThrow();
            assertThat(presence.state()).isEqualTo(ACTIVE);
            return presence;
        });

        assertThat(there.since()).isEqualTo(space.story.now);
        assertThat(there.lastSeen()).isEqualTo(spoke);
    }

    @Test
    @Tag("S4")
    @Tag("S5")
    void onlyMembersAreRecalledWhomeverSomebodyLooksFor() {
        var nobody = new MemberId("u_nobody");
        var feed = begun(hubs(RARELY, LONG), new StagedReader(BEN)).feed();
        space.happens(story -> story.tell(new Join(EVE, MemberKind.HUMAN, "eve", Role.MEMBER, SpaceStory.human(ADA))));

        feed.tell(new HubMessage.Looked(Set.of(nobody, JARVIS)));
        feed.tell(new HubMessage.Looked(Set.of(EVE)));

        probe.awaitAssert(PATIENCE, () -> assertThat(space.recalled).contains(EVE));
        assertThat(space.recalled).containsExactlyInAnyOrder(ADA, BEN, EVE);
    }

    @Test
    @Tag("S1")
    void whoLeavesAndJoinsAgainIsRecalledAgain() {
        var feed = begun(hubs(RARELY, LONG), new StagedReader(BEN)).feed();
        probe.awaitAssert(PATIENCE, () -> assertThat(space.recalled).contains(ADA, BEN));

        space.happens(story -> {
            story.tell(new Leave(BEN, SpaceStory.human(ADA)));
            story.tell(new Join(BEN, MemberKind.HUMAN, "ben", Role.MEMBER, SpaceStory.human(ADA)));
        });
        feed.tell(new HubMessage.Looked(Set.of(BEN)));

        probe.awaitAssert(PATIENCE, () -> assertThat(space.recalled).containsExactlyInAnyOrder(ADA, BEN, BEN));
    }

    @Test
    @Tag("S3")
    @Tag("G5")
    void thatTheLastPersonHereHasGoneIsToldAgainAsItMayGetLost() {
        var hubs = hubs(OFTEN, LONG);
        var ben = new StagedReader(BEN);
        begun(hubs, ben);
        hubs.detach(StagedSpace.LOBBY, ben, Departure.LEFT);
        probe.awaitAssert(
                PATIENCE,
                () -> assertThat(space.told)
                        .contains(new HubNews.Departed("here", StagedSpace.LOBBY, ben.lease(), Departure.LEFT)));

        space.told.clear();

        probe.awaitAssert(
                PATIENCE,
                () -> assertThat(space.told).contains(new HubNews.Here("here", StagedSpace.LOBBY, List.of())));
    }

    @Test
    @Tag("S1")
    void readingADraftMakesNobodyPresentAndNobodyAbsent() {
        var hubs = hubs(RARELY, LONG);
        var feed = begun(hubs, new StagedReader(BEN)).feed();
        hubs.draft(StagedSpace.LOBBY, TURN, JARVIS, 1, 0, "It is");
        probe.awaitAssert(PATIENCE, () -> assertThat(feed.ephemeral().drafts()).containsKey(TURN));
        var before = feed.ephemeral();

        var draft =
                hubs.findDraft(StagedSpace.LOBBY, TURN).toCompletableFuture().join();

        assertThat(draft).hasValueSatisfying(found -> assertThat(found.text()).isEqualTo("It is"));
        assertThat(feed.ephemeral()).isSameAs(before);
    }

    @Test
    @Tag("S3")
    void whoGoesIsGoneInTheSameTurnAndWhoIsLostIsWaitedFor() {
        var hubs = hubs(RARELY, LONG);
        var ada = new StagedReader(ADA);
        var ben = new StagedReader(BEN);
        begun(hubs, ada);
        var feed = begun(hubs, ben).feed();

        hubs.detach(StagedSpace.LOBBY, ada, Departure.LOST);
        shows(feed, ADA, RECONNECTING);

        hubs.detach(StagedSpace.LOBBY, ben, Departure.LEFT);
        shows(feed, BEN, OFFLINE);
    }

    @Test
    @Tag("S3")
    void aLostConnectionIsGivenUpAfterEightSeconds() {
        var hubs = hubs(OFTEN, LONG);
        var ada = new StagedReader(ADA);
        begun(hubs, ada);
        var feed = begun(hubs, new StagedReader(BEN)).feed();
        hubs.detach(StagedSpace.LOBBY, ada, Departure.LOST);
        shows(feed, ADA, RECONNECTING);

        space.passes(Attendance.RETURN_WITHIN);

        shows(feed, ADA, OFFLINE);
    }

    @Test
    @Tag("S1")
    void whatSomebodyDidOutlivesTheHub() {
        var hubs = hubs(OFTEN, Duration.ofMillis(60));
        var ada = new StagedReader(ADA);
        begun(hubs, ada);
        hubs.acted(StagedSpace.LOBBY, ADA);
        var acted = space.story.now;
        hubs.detach(StagedSpace.LOBBY, ada, Departure.LEFT);
        probe.awaitAssert(PATIENCE, () -> assertThat(hubs.count()).isZero());
        space.passes(Duration.ofHours(8));

        var feed = begun(hubs, new StagedReader(BEN)).feed();

        probe.awaitAssert(
                PATIENCE,
                () -> assertThat(feed.ephemeral().presence().get(ADA))
                        .contains(new Presence(OFFLINE, null, acted, List.of())));
        assertThat(space.seen).containsEntry(ADA, acted);
    }

    @Test
    @Tag("S8")
    void anAdministratorWhoIsNoMemberLooksOnUnseen() {
        var hubs = hubs(RARELY, LONG);
        var eve = new StagedReader(EVE);
        hubs.attach(StagedSpace.LOBBY, eve, true, null).toCompletableFuture().join();
        hubs.typed(StagedSpace.LOBBY, EVE, true);

        var feed = begun(hubs, new StagedReader(BEN)).feed();

        shows(feed, BEN, ACTIVE);
        assertThat(feed.ephemeral().presence().get(EVE)).isEmpty();
        assertThat(feed.ephemeral().typing().get(EVE)).isEmpty();
    }

    @Test
    void anAgentIsShownAtItsTurnAndWhatBecameOfIt() {
        var hubs = hubs(RARELY, LONG);
        var feed = begun(hubs, new StagedReader(BEN)).feed();

        space.happens(story -> story.says(ADA, "@jarvis", JARVIS));
        var turn = space.story.space.floor().turns(_ -> true).getFirst().id();
        shows(feed, new Doing(Activity.THINKING, turn, space.story.now));

        hubs.does(StagedSpace.LOBBY, turn, new Activity.Using("search"));
        shows(feed, new Doing(new Activity.Using("search"), turn, space.story.now));

        hubs.released(StagedSpace.LOBBY, turn);
        shows(feed, new Doing(Activity.IDLE, null, space.story.now));

        space.happens(story ->
                story.tell(new SpaceCommand.FailTurn(turn, TurnFailure.BUDGET, "", TokenCount.NONE, Cost.NONE, "")));
        shows(feed, new Doing(Activity.PAUSED, null, space.story.now));
    }

    @Test
    void aHubThatStartsInTheMiddleOfATurnShowsIt() {
        space.story.says(ADA, "@jarvis", JARVIS);
        var turn = space.story.space.floor().turns(_ -> true).getFirst().id();

        var feed = begun(hubs(RARELY, LONG), new StagedReader(BEN)).feed();

        shows(feed, new Doing(Activity.THINKING, turn, space.story.now));
    }

    private void shows(Feed feed, MemberId person, Presence.State state) {
        probe.awaitAssert(
                PATIENCE,
                () -> assertThat(feed.ephemeral().presence().get(person).map(Presence::state))
                        .contains(state));
    }

    private void shows(Feed feed, Doing doing) {
        probe.awaitAssert(
                PATIENCE,
                () -> assertThat(feed.ephemeral().agents().get(JARVIS)).contains(doing));
    }
}
