package parley.space;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.space.SpaceStory.ADA;
import static parley.space.SpaceStory.BEN;
import static parley.space.SpaceStory.EVE;
import static parley.space.SpaceStory.JARVIS;
import static parley.space.SpaceStory.administrator;
import static parley.space.SpaceStory.human;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.space.SpaceCommand.Archive;
import parley.space.SpaceCommand.DeclareIntention;
import parley.space.SpaceCommand.ExpireIntentions;
import parley.space.SpaceCommand.Join;
import parley.space.SpaceCommand.Leave;
import parley.space.SpaceCommand.ResolveIntention;
import parley.space.SpaceCommand.UpdateIntention;
import parley.space.SpaceEvent.IntentionDeclared;
import parley.space.SpaceEvent.IntentionExpired;
import parley.space.SpaceEvent.IntentionResolved;
import parley.space.SpaceEvent.IntentionUpdated;
import parley.space.SpaceReply.Accepted;

/** What members mean to do is known while they mean it, and no longer. */
class IntentionRulesTest {

    private static final Instant LATER = SpaceStory.START.plus(Duration.ofHours(1));
    private static final Caller AGENT = new Caller(JARVIS, MemberKind.AGENT, false);

    private final SpaceStory lobby = SpaceStory.lobby();

    @Test
    void peopleAndAgentsSayWhatTheyMeanToDo() {
        lobby.accepted(declare(human(BEN), "plan", "compare both plans"));
        lobby.accepted(declare(AGENT, "plan", "read the plans"));

        assertThat(lobby.space.intentions().all())
                .containsExactly(
                        new Intention(JARVIS, "plan", "read the plans", LATER, SpaceStory.START),
                        new Intention(BEN, "plan", "compare both plans", LATER, SpaceStory.START));
    }

    @Test
    void whoDeclaresAgainChangesWhatTheyDeclared() {
        lobby.accepted(declare(human(BEN), "plan", "compare both plans"));
        lobby.after(Duration.ofMinutes(1)).accepted(declare(human(BEN), "plan", "compare all plans"));
        lobby.accepted(new UpdateIntention(human(BEN), "plan", "compare three", LATER.plusSeconds(1)));

        assertThat(lobby.events(IntentionDeclared.class)).hasSize(1);
        assertThat(lobby.events(IntentionUpdated.class))
                .extracting(IntentionUpdated::text)
                .containsExactly("compare all plans", "compare three");
        assertThat(lobby.space.intentions().all())
                .containsExactly(new Intention(BEN, "plan", "compare three", LATER.plusSeconds(1), SpaceStory.START));
    }

    @Test
    void whatIsSaidTwiceIsSaidOnce() {
        var commands = List.of(
                declare(human(BEN), "plan", "compare both plans"),
                new UpdateIntention(human(BEN), "plan", "compare all plans", LATER),
                new ResolveIntention(human(BEN), "plan"));

        for (var command : commands) {
            assertThat(lobby.accepted(command).duplicate()).isFalse();
            assertThat(lobby.accepted(command).duplicate()).isTrue();
        }
        assertThat(lobby.events(IntentionResolved.class)).hasSize(1);
        assertThat(lobby.space.intentions().all()).isEmpty();
    }

    @Test
    void anIntentionIsItsOwners() {
        lobby.accepted(declare(human(BEN), "plan", "compare both plans"));

        assertThat(lobby.refused(new UpdateIntention(human(ADA), "plan", "compare", LATER)))
                .isEqualTo(Reason.NO_SUCH_INTENTION);
        assertThat(lobby.accepted(new ResolveIntention(human(ADA), "plan")).duplicate())
                .isTrue();
        assertThat(lobby.space.intentions().all()).hasSize(1);
    }

    @Test
    void anIntentionIsOverWhenItsTimeIs() {
        lobby.accepted(declare(human(BEN), "plan", "compare both plans"));
        lobby.accepted(new DeclareIntention(human(ADA), "walk", "walk the dog", LATER.plusMillis(1)));

        lobby.now = LATER.minusMillis(1);
        assertThat(lobby.accepted(new ExpireIntentions()).duplicate()).isTrue();
        lobby.now = LATER;
        lobby.accepted(new ExpireIntentions());

        assertThat(lobby.events(IntentionExpired.class)).containsExactly(new IntentionExpired(BEN, "plan", LATER));
        assertThat(lobby.space.intentions().all()).extracting(Intention::member).containsExactly(ADA);
        assertThat(lobby.space.intentions().firstEnd()).contains(LATER.plusMillis(1));
    }

    @Test
    @Tag("S8")
    void onlyMembersWhoMayWriteIntendAnything() {
        lobby.accepted(new Join(EVE, MemberKind.HUMAN, "eve", Role.OBSERVER, human(ADA)));

        assertThat(lobby.refused(declare(human(EVE), "plan", "look"))).isEqualTo(Reason.FORBIDDEN);
        assertThat(lobby.refused(declare(human(new MemberId("u_mallory")), "plan", "look")))
                .isEqualTo(Reason.NOT_A_MEMBER);
        assertThat(lobby.refused(declare(administrator(new MemberId("u_root")), "plan", "look")))
                .isEqualTo(Reason.FORBIDDEN);
    }

    @Test
    void whoLeavesMeansToDoNothingMoreAndNobodyDoesInAnArchivedSpace() {
        lobby.accepted(declare(human(BEN), "plan", "compare both plans"));
        lobby.accepted(declare(human(ADA), "plan", "compare both plans"));

        lobby.accepted(new Leave(BEN, human(BEN)));
        assertThat(lobby.space.intentions().all()).extracting(Intention::member).containsExactly(ADA);
        lobby.accepted(new Archive(human(ADA)));

        assertThat(lobby.space.intentions().all()).isEmpty();
        assertThat(lobby.refused(declare(human(ADA), "plan", "again"))).isEqualTo(Reason.SPACE_ARCHIVED);
    }

    @Test
    void whatIsIntendedHasItsBounds() {
        var most = "x".repeat(SpaceLimits.INTENTION_CHARACTERS);
        var longest = "k".repeat(SpaceLimits.INTENTION_KEY_CHARACTERS);
        var latest = SpaceStory.START.plus(IntentionRules.AHEAD_MAX);

        assertThat(lobby.tell(new DeclareIntention(human(BEN), longest, most, latest)))
                .isInstanceOf(Accepted.class);
        assertThat(lobby.refused(declare(human(BEN), longest + "k", "plan"))).isEqualTo(Reason.KEY_INVALID);
        assertThat(lobby.refused(declare(human(BEN), "", "plan"))).isEqualTo(Reason.KEY_INVALID);
        assertThat(lobby.refused(declare(human(BEN), "plan", most + "x"))).isEqualTo(Reason.TEXT_TOO_LONG);
        assertThat(lobby.refused(declare(human(BEN), "plan", " "))).isEqualTo(Reason.TEXT_EMPTY);
        assertThat(lobby.refused(declare(human(BEN), "plan", "half a \uD83D"))).isEqualTo(Reason.TEXT_INVALID);
        assertThat(Stream.of(SpaceStory.START, latest.plusMillis(1))
                        .map(until -> lobby.refused(new DeclareIntention(human(BEN), "plan", "plan", until))))
                .containsOnly(Reason.TIME_INVALID);
    }

    @Test
    void aMemberMeansToDoABoundedNumberOfThings() {
        for (int number = 0; number < Intentions.OF_MEMBER_MAX; number++) {
            lobby.accepted(declare(human(BEN), "plan-" + number, "plan"));
        }

        assertThat(lobby.refused(declare(human(BEN), "another", "plan"))).isEqualTo(Reason.TOO_MANY_INTENTIONS);
        lobby.accepted(declare(human(BEN), "plan-0", "changed"));
        lobby.accepted(new ResolveIntention(human(BEN), "plan-0"));
        lobby.accepted(declare(human(BEN), "another", "plan"));
    }

    @Test
    void aSpaceHoldsABoundedNumberOfIntentions() {
        for (int number = 0; number < Intentions.MAX; number++) {
            var member = new MemberId("u_" + number / Intentions.OF_MEMBER_MAX);
            lobby.accepted(new Join(member, MemberKind.HUMAN, "one of many", Role.MEMBER, human(ADA)));
            lobby.accepted(declare(human(member), "plan-" + number, "plan"));
        }

        assertThat(lobby.refused(declare(human(BEN), "plan", "plan"))).isEqualTo(Reason.TOO_MANY_INTENTIONS);
        lobby.accepted(new ResolveIntention(human(new MemberId("u_0")), "plan-0"));
        lobby.accepted(declare(human(BEN), "plan", "plan"));
    }

    private static DeclareIntention declare(Caller by, String key, String text) {
        return new DeclareIntention(by, key, text, LATER);
    }
}
