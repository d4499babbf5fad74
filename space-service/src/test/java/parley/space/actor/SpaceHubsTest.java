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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.money.Cost;
import parley.money.TokenCount;
import parley.presence.Activity;
import parley.presence.Attendance;
import parley.presence.Doing;
import parley.presence.Presence;
import parley.space.MemberId;
import parley.space.SpaceCommand;
import parley.space.TurnFailure;
import parley.space.TurnId;
import parley.space.actor.HubMessage.Place;
import parley.space.actor.Subscriber.Departure;

/** What follows a space costs as much as is said and read there, and nothing once nobody reads it. */
class SpaceHubsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final Duration RARELY = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final TurnId TURN = new TurnId("t_1");
    private static final int READERS = 50;
    private static final int MESSAGES = 100;

    private final ActorTestKit kit = ActorTestKit.create();
    private final TestProbe<Object> probe = kit.createTestProbe();
    private final StagedSpace space = new StagedSpace();

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    @Tag("S6")
    void aChangeIsEncodedOnceAndReadFromNowhereHoweverManyFollow() {
        var hubs = hubs(RARELY, LONG);
        var readers = new ArrayList<StagedReader>();
        for (int i = 0; i < READERS; i++) {
            readers.add(new StagedReader(BEN));
        }
        var feed = readers.stream()
                .map(reader -> begun(hubs, reader).feed())
                .toList()
                .getFirst();
        long before = feed.head();
        readers.forEach(reader -> reader.woken.set(0));

        for (int i = 0; i < MESSAGES; i++) {
            space.says("m" + i);
        }
        probe.awaitAssert(PATIENCE, () -> {
            assertThat(feed.head()).isEqualTo(before + MESSAGES);
            assertThat(readers).allMatch(reader -> reader.woken.get() > 0);
            return feed;
        });

        assertThat(space.encoded.get()).isEqualTo(MESSAGES);
        assertThat(space.reads.get()).isZero();
    }

    @Test
    @Tag("S4")
    @Tag("S5")
    void aHubThatNobodyReadsStopsWithItsTimersAndReturnsWithItsReaders() {
        var hubs = hubs(OFTEN, Duration.ofMillis(60));
        var reader = new StagedReader(ADA);
        begun(hubs, reader);
        var ear = space.watchers.iterator().next();

        hubs.detach(StagedSpace.LOBBY, reader, Departure.LEFT);

        probe.expectTerminated(ear, PATIENCE);
        assertThat(space.watchers).doesNotContain(ear);
        assertThat(begun(hubs, reader).state()).isEqualTo(space.story.space);
    }

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
    void whereNobodyFollowsThereIsNoDraft() {
        var hubs = hubs(RARELY, LONG);

        var draft =
                hubs.findDraft(StagedSpace.LOBBY, TURN).toCompletableFuture().join();

        assertThat(draft).isEmpty();
        assertThat(space.watchers).isEmpty();
    }

    @Test
    @Tag("W28")
    void aHubThatMissedWhereTheSpaceStandsAsksAgain() {
        space.newsToLose.set(1);

        var begun = begun(hubs(Duration.ofMillis(20), LONG), new StagedReader(BEN));

        assertThat(begun.state()).isEqualTo(space.story.space);
    }

    @Test
    @Tag("G5")
    void whoHasReadFurtherThanThisNodeHasHeardGoesOnThere() {
        var hubs = hubs(RARELY, LONG);
        var epoch = begun(hubs, new StagedReader(ADA)).feed().epoch();
        space.newsToLose.set(1);
        space.says("heard elsewhere");
        long there = space.story.space.seq();

        var ahead = attached(hubs, new Place(epoch, there));

        assertThat(ahead).isInstanceOfSatisfying(Attached.Resumed.class, resumed -> {
            assertThat(resumed.after()).isEqualTo(there);
            assertThat(resumed.feed().head()).isEqualTo(there);
        });
    }

    @Test
    @Tag("G5")
    void whoClaimsToHaveReadWhatNeverHappenedBeginsWithTheState() {
        var hubs = hubs(RARELY, LONG);
        var epoch = begun(hubs, new StagedReader(ADA)).feed().epoch();

        var claims = attached(hubs, new Place(epoch, space.story.space.seq() + 1));

        assertThat(claims).isInstanceOf(Attached.Begun.class);
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

    @Test
    @Tag("S4")
    @Tag("S5")
    void hubsAndLeasesAreCountedAndReturnToZero() {
        var hubs = hubs(OFTEN, Duration.ofMillis(60));
        var readers = new ArrayList<StagedReader>();
        for (int i = 0; i < READERS; i++) {
            readers.add(new StagedReader(i % 2 == 0 ? ADA : BEN));
        }
        readers.forEach(reader -> begun(hubs, reader));
        probe.awaitAssert(PATIENCE, () -> assertThat(hubs.leases()).isEqualTo(READERS));
        assertThat(hubs.count()).isEqualTo(1);

        for (int i = 0; i < READERS; i++) {
            hubs.detach(StagedSpace.LOBBY, readers.get(i), i % 3 == 0 ? Departure.LOST : Departure.LEFT);
        }
        space.passes(Attendance.RETURN_WITHIN);

        probe.awaitAssert(PATIENCE, () -> {
            assertThat(hubs.leases()).isZero();
            assertThat(hubs.count()).isZero();
            return hubs;
        });
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

    private SpaceHubs hubs(Duration beat, Duration idleAfter) {
        return SpaceHubs.start(kit.system(), space.surroundings(beat, idleAfter));
    }

    private static Attached.Begun begun(SpaceHubs hubs, Subscriber reader) {
        return (Attached.Begun) join(hubs.attach(StagedSpace.LOBBY, reader, false, null));
    }

    private static Attached attached(SpaceHubs hubs, Place place) {
        return join(hubs.attach(StagedSpace.LOBBY, new StagedReader(BEN), false, place));
    }

    private static Attached join(CompletionStage<Attached> answer) {
        return answer.toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
