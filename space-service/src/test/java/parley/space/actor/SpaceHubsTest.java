package parley.space.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.space.SpaceStory.ADA;
import static parley.space.SpaceStory.BEN;
import static parley.space.SpaceStory.JARVIS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.presence.Presence;
import parley.space.TurnId;
import parley.space.actor.HubMessage.Place;

/** What follows a space costs as much as is said and read there, and nothing once nobody reads it. */
class SpaceHubsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
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
        var hubs = hubs(Duration.ofMillis(20), Duration.ofMillis(60));
        var reader = new StagedReader(ADA);
        begun(hubs, reader);
        var ear = space.watchers.iterator().next();

        hubs.detach(StagedSpace.LOBBY, reader);

        probe.expectTerminated(ear, PATIENCE);
        assertThat(space.watchers).doesNotContain(ear);
        assertThat(begun(hubs, reader).state()).isEqualTo(space.story.space);
    }

    @Test
    @Tag("S1")
    void whenSomebodyLastSpokeIsKnownToAHubThatHasJustStarted() {
        var spoke = space.story.now;
        space.story.says(ADA, "good night");
        space.story.after(Duration.ofHours(8));

        var feed = begun(hubs(RARELY, LONG), new StagedReader(BEN)).feed();

        assertThat(feed.ephemeral().presence().get(ADA)).contains(new Presence(Presence.State.OFFLINE, spoke, spoke));
    }

    @Test
    @Tag("S1")
    void comingBackIsNotSpeaking() {
        var spoke = space.story.now;
        space.story.says(ADA, "good night");
        space.story.after(Duration.ofHours(8));
        var hubs = hubs(RARELY, LONG);
        var feed = begun(hubs, new StagedReader(ADA)).feed();

        var there = probe.awaitAssert(PATIENCE, () -> {
            var presence = feed.ephemeral().presence().get(ADA).orElseThrow();
            assertThat(presence.state()).isEqualTo(Presence.State.ACTIVE);
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
