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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.presence.Lease;
import parley.presence.Presence;
import parley.space.MemberId;
import parley.space.MemberKind;
import parley.space.Role;
import parley.space.SpaceCommand;
import parley.space.SpaceStory;
import parley.space.TurnId;
import parley.space.actor.HubMessage.Place;
import parley.space.actor.Subscriber.Departure;

/** Who is there, who types and what is written is the same on every node. */
@Tag("G5")
class ElsewhereTest {

    private static final String OTHER = "another node";
    private static final TurnId TURN = new TurnId("t_1");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ActorTestKit kit = ActorTestKit.create();
    private final TestProbe<Object> probe = kit.createTestProbe();
    private final StagedSpace space = new StagedSpace();
    private final SpaceHubs hubs = SpaceHubs.start(kit.system(), space.surroundings(PATIENCE, PATIENCE));
    private final StagedReader ben = new StagedReader(BEN);
    private final Lease ada = lease(ADA);
    private Feed feed;

    @BeforeEach
    void begin() {
        var answer = hubs.attach(StagedSpace.LOBBY, ben, false, null).toCompletableFuture();
        feed = ((Attached.Begun)
                        answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join())
                .feed();
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    @Tag("S3")
    void whoComesAndGoesElsewhereComesAndGoesHere() {
        hubs.hear(new HubNews.Arrived(OTHER, StagedSpace.LOBBY, ada));
        shows(ADA, ACTIVE);

        hubs.hear(new HubNews.Departed(OTHER, StagedSpace.LOBBY, ada, Departure.LOST));
        shows(ADA, RECONNECTING);
        hubs.hear(new HubNews.Arrived(OTHER, StagedSpace.LOBBY, lease(ADA)));
        shows(ADA, ACTIVE);
    }

    @Test
    @Tag("S3")
    void aNodeThatIsGoneTakesAllWhoWereThereInOneStep() {
        hubs.hear(new HubNews.Here(OTHER, StagedSpace.LOBBY, List.of(ada, lease(ADA))));
        shows(ADA, ACTIVE);

        hubs.gone(OTHER);

        shows(ADA, OFFLINE);
        shows(BEN, ACTIVE);
    }

    @Test
    void newsThatGotLostAreMadeUpForByTheWhole() {
        hubs.hear(new HubNews.Arrived(OTHER, StagedSpace.LOBBY, ada));
        shows(ADA, ACTIVE);

        hubs.hear(new HubNews.Here(OTHER, StagedSpace.LOBBY, List.of()));

        shows(ADA, OFFLINE);
    }

    @Test
    void whoIsNoMemberIsNotThereFromElsewhereEither() {
        hubs.hear(new HubNews.Here(OTHER, StagedSpace.LOBBY, List.of(lease(EVE), ada)));

        shows(ADA, ACTIVE);
        assertThat(feed.ephemeral().presence().get(EVE)).isEmpty();
    }

    @Test
    void whoWasRemovedIsNotThereAgainWhenTheyReturnUnlessTheyAre() {
        hubs.hear(new HubNews.Arrived(OTHER, StagedSpace.LOBBY, lease(BEN)));
        space.happens(story -> story.tell(new SpaceCommand.Leave(BEN, SpaceStory.human(ADA))));
        hubs.hear(new HubNews.Asked(OTHER, StagedSpace.LOBBY));
        told(new HubNews.Here("here", StagedSpace.LOBBY, List.of()));

        space.happens(story ->
                story.tell(new SpaceCommand.Join(BEN, MemberKind.HUMAN, "ben", Role.MEMBER, SpaceStory.human(ADA))));
        hubs.hear(new HubNews.Arrived(OTHER, StagedSpace.LOBBY, ada));

        shows(ADA, ACTIVE);
        assertThat(feed.ephemeral().presence().get(BEN).map(Presence::state)).isNotEqualTo(Optional.of(ACTIVE));
    }

    @Test
    void aHubAsksWhoIsElsewhereAndAnswersWhoIsHere() {
        assertThat(space.told).first().isEqualTo(new HubNews.Asked("here", StagedSpace.LOBBY));
        assertThat(space.told).contains(new HubNews.Arrived("here", StagedSpace.LOBBY, ben.lease()));

        hubs.hear(new HubNews.Asked(OTHER, StagedSpace.LOBBY));

        told(new HubNews.Here("here", StagedSpace.LOBBY, List.of(ben.lease())));
        hubs.detach(StagedSpace.LOBBY, ben, Departure.LEFT);
        told(new HubNews.Departed("here", StagedSpace.LOBBY, ben.lease(), Departure.LEFT));
    }

    @Test
    @Tag("S3")
    void whoBeginsAnewAndGoesBeforeTheyAreAdmittedIsGoneElsewhereToo() {
        var again = ben.again();
        space.newsToLose.set(1);
        hubs.detach(StagedSpace.LOBBY, ben, Departure.REPLACED);
        hubs.attach(StagedSpace.LOBBY, again, false, new Place(feed.epoch(), feed.head() + 1));

        hubs.detach(StagedSpace.LOBBY, again, Departure.LOST);

        told(new HubNews.Departed("here", StagedSpace.LOBBY, ben.lease(), Departure.LOST));
        hubs.hear(new HubNews.Asked(OTHER, StagedSpace.LOBBY));
        told(new HubNews.Here("here", StagedSpace.LOBBY, List.of()));
    }

    @Test
    @Tag("S3")
    void whoBeginsAnewAndCannotBeAdmittedIsNotThereElsewhere() {
        space.unreadable.set(true);
        hubs.detach(StagedSpace.LOBBY, ben, Departure.REPLACED);
        var answer = hubs.attach(StagedSpace.LOBBY, ben.again(), false, new Place(feed.epoch(), 0));
        assertThat(answer.toCompletableFuture().join()).isInstanceOf(Attached.Unavailable.class);

        hubs.hear(new HubNews.Asked(OTHER, StagedSpace.LOBBY));

        told(new HubNews.Here("here", StagedSpace.LOBBY, List.of()));
    }

    @Test
    @Tag("S3")
    void whoBeginsAnewIsThereWithoutAGap() {
        hubs.detach(StagedSpace.LOBBY, ben, Departure.REPLACED);
        hubs.attach(StagedSpace.LOBBY, ben.again(), false, null)
                .toCompletableFuture()
                .join();

        hubs.hear(new HubNews.Asked(OTHER, StagedSpace.LOBBY));

        told(new HubNews.Here("here", StagedSpace.LOBBY, List.of(ben.lease())));
        assertThat(space.told).noneMatch(HubNews.Departed.class::isInstance);
        shows(BEN, ACTIVE);
    }

    @Test
    void whatIsTypedAndWrittenElsewhereIsShownHere() {
        hubs.hear(new HubNews.Typed(OTHER, StagedSpace.LOBBY, ADA, true));
        hubs.hear(new HubNews.Wrote(OTHER, StagedSpace.LOBBY, TURN, JARVIS, 1, 0, "Plan A"));

        probe.awaitAssert(PATIENCE, () -> {
            assertThat(feed.ephemeral().typing().get(ADA)).isPresent();
            assertThat(feed.ephemeral().drafts()).containsKey(TURN);
            return feed;
        });
        hubs.hear(new HubNews.Released(OTHER, StagedSpace.LOBBY, TURN));
        probe.awaitAssert(PATIENCE, () -> assertThat(feed.ephemeral().drafts()).doesNotContainKey(TURN));
    }

    @Test
    void aHubTellsOnlyWhatIsWrittenOnItsOwnNode() {
        var own = new TurnId("t_2");
        hubs.hear(new HubNews.Wrote(OTHER, StagedSpace.LOBBY, TURN, JARVIS, 1, 0, "Plan A"));
        hubs.draft(StagedSpace.LOBBY, own, JARVIS, 1, 0, "Plan ");
        hubs.draft(StagedSpace.LOBBY, own, JARVIS, 1, 5, "B");
        space.told.clear();

        hubs.hear(new HubNews.Asked(OTHER, StagedSpace.LOBBY));

        assertThat(hubs.findDraft(StagedSpace.LOBBY, TURN).toCompletableFuture().join())
                .isPresent();
        assertThat(space.told.stream().filter(HubNews.Wrote.class::isInstance))
                .containsExactly(new HubNews.Wrote("here", StagedSpace.LOBBY, own, JARVIS, 1, 0, "Plan B"));
    }

    @Test
    void aDraftWhoseEndGotLostIsDroppedAsItsTurnIsNotOpen() {
        hubs.hear(new HubNews.Wrote(OTHER, StagedSpace.LOBBY, TURN, JARVIS, 1, 0, "Plan A"));
        var open = hubs.findDraft(StagedSpace.LOBBY, TURN).toCompletableFuture().join();
        assertThat(open).isPresent();

        feed.tell(new HubMessage.Beat());
        feed.tell(new HubMessage.Beat());

        assertThat(hubs.findDraft(StagedSpace.LOBBY, TURN).toCompletableFuture().join())
                .isEmpty();
    }

    @Test
    void whatIsTypedAndWrittenHereIsToldElsewhere() {
        hubs.typed(StagedSpace.LOBBY, BEN, true);
        hubs.draft(StagedSpace.LOBBY, TURN, JARVIS, 1, 0, "Plan A");

        told(new HubNews.Typed("here", StagedSpace.LOBBY, BEN, true));
        told(new HubNews.Wrote("here", StagedSpace.LOBBY, TURN, JARVIS, 1, 0, "Plan A"));
    }

    @Test
    @Tag("S4")
    @Tag("S5")
    void theLeasesOfOtherNodesAreCountedThere() {
        hubs.hear(new HubNews.Arrived(OTHER, StagedSpace.LOBBY, ada));
        shows(ADA, ACTIVE);

        assertThat(hubs.leases()).isOne();
    }

    private void told(HubNews news) {
        probe.awaitAssert(PATIENCE, () -> assertThat(space.told).contains(news));
    }

    private void shows(MemberId person, Presence.State state) {
        probe.awaitAssert(
                PATIENCE,
                () -> assertThat(feed.ephemeral().presence().get(person).map(Presence::state))
                        .contains(state));
    }

    private static Lease lease(MemberId user) {
        return new StagedReader(user).lease();
    }
}
