package parley.space.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.space.SpaceStory.ADA;
import static parley.space.SpaceStory.BEN;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.presence.Attendance;
import parley.space.SpaceStory;
import parley.space.TurnId;
import parley.space.actor.HubMessage.Place;
import parley.space.actor.Subscriber.Departure;

/** What follows a space costs as much as is said and read there, and nothing once nobody reads it. */
class SpaceHubsTest extends StagedHubs {

    private static final TurnId TURN = new TurnId("t_1");
    private static final int READERS = 50;
    private static final int MESSAGES = 100;

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
    @Tag("S4")
    @Tag("S5")
    void whoWaitsNoLongerIsNotAdmitted() {
        var hubs = hubs(RARELY, LONG);
        var epoch = begun(hubs, new StagedReader(ADA)).feed().epoch();
        var late = new StagedReader(BEN);
        space.newsToLose.set(1);
        var waits = hubs.attach(StagedSpace.LOBBY, late, false, new Place(epoch, space.story.space.seq() + 1));
        hubs.findDraft(StagedSpace.LOBBY, TURN).toCompletableFuture().join();
        waits.toCompletableFuture().completeExceptionally(new TimeoutException());

        space.says("what it waited for");

        assertThat(begun(hubs, new StagedReader(ADA)).state()).isEqualTo(space.story.space);
        assertThat(space.told).doesNotContain(new HubNews.Arrived("here", StagedSpace.LOBBY, late.lease()));
        assertThat(hubs.leases()).isEqualTo(2);
    }

    @Test
    @Tag("G5")
    void aHistoryThatTakesThePlaceOfAnotherTakesNothingFromIt() {
        var hubs = hubs(RARELY, LONG);
        begun(hubs, new StagedReader(ADA));
        var store = space.holdReads();
        space.newsToLose.set(1);
        space.says("lost");
        space.says("heard");
        probe.awaitAssert(PATIENCE, () -> assertThat(space.reads.get()).isOne());
        space.begins(SpaceStory.lobby("e2"));
        space.newsToLose.set(1);
        space.says("lost anew");
        space.says("heard anew");

        store.complete(null);

        probe.awaitAssert(
                PATIENCE,
                () -> assertThat(begun(hubs, new StagedReader(BEN)).feed().head())
                        .isEqualTo(space.story.space.seq()));
        assertThat(begun(hubs, new StagedReader(BEN)).state()).isEqualTo(space.story.space);
    }

    @Test
    void pagesOfOneHistoryAreNotReadInAnother() {
        var hubs = hubs(RARELY, LONG);
        for (int i = 0; i < LogPages.SIZE; i++) {
            space.story.says(ADA, "m" + i);
        }
        var epoch = begun(hubs, new StagedReader(ADA)).feed().epoch();
        assertThat(attached(hubs, new Place(epoch, 1))).isInstanceOf(Attached.Resumed.class);
        int reads = space.reads.get();
        var other = SpaceStory.lobby("e2");
        for (int i = 0; i < LogPages.SIZE; i++) {
            other.says(ADA, "n" + i);
        }
        space.begins(other);

        assertThat(attached(hubs, new Place("e2", 1))).isInstanceOf(Attached.Resumed.class);

        assertThat(space.reads.get()).isEqualTo(2 * reads);
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

    @Test
    @Tag("S4")
    @Tag("S5")
    void aHubThatEndsTakesOnlyItsOwnLeasesOutOfTheCount() {
        var hubs = hubs(OFTEN, Duration.ofMillis(60));
        var reader = new StagedReader(ADA);
        var feed = begun(hubs, reader).feed();
        hubs.hear(new HubNews.Arrived("another node", StagedSpace.LOBBY, new StagedReader(BEN).lease()));
        probe.awaitAssert(
                PATIENCE, () -> assertThat(feed.ephemeral().presence().get(BEN)).isPresent());

        hubs.detach(StagedSpace.LOBBY, reader, Departure.LEFT);

        probe.awaitAssert(PATIENCE, () -> assertThat(hubs.count()).isZero());
        assertThat(hubs.leases()).isZero();
    }
}
