package parley.space;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.space.SpaceStory.ADA;
import static parley.space.SpaceStory.BEN;
import static parley.space.SpaceStory.EVE;
import static parley.space.SpaceStory.JARVIS;
import static parley.space.SpaceStory.START;
import static parley.space.SpaceStory.human;
import static parley.space.SpaceStory.key;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.entity.Decision;
import parley.space.SpaceCommand.Archive;
import parley.space.SpaceCommand.Delete;
import parley.space.SpaceCommand.Edit;
import parley.space.SpaceCommand.Join;
import parley.space.SpaceCommand.Post;
import parley.space.SpaceCommand.React;
import parley.space.SpaceEvent.MessageDeleted;
import parley.space.SpaceEvent.MessageEdited;
import parley.space.SpaceEvent.MessagePosted;
import parley.space.SpaceReply.Accepted;
import parley.space.SpaceReply.Rejected;

/** A message is said once, within its limits, and changed only by those who may. */
class MessageRulesTest {

    private final SpaceStory lobby = SpaceStory.lobby();

    @Test
    @Tag("T12")
    void aMessageIsStoredOnceHoweverOftenItIsSent() {
        var post = lobby.post(ADA, "hello");
        var first = lobby.accepted(post);
        lobby.after(Duration.ofHours(47)).says(BEN, "hi");

        var again = lobby.tell(post);

        assertThat(again).isEqualTo(new Accepted(first.seq(), first.at(), first.message(), true));
        assertThat(lobby.events(MessagePosted.class)).hasSize(2);
    }

    @Test
    void aKeyNamesOneMessageOnly() {
        var post = lobby.post(ADA, "hello");
        lobby.accepted(post);

        assertThat(lobby.refused(new Post(human(ADA), post.key(), "goodbye", List.of(), null, null)))
                .isEqualTo(Reason.KEY_REUSED);
        assertThat(lobby.refused(new Post(human(BEN), post.key(), "hello", List.of(), null, null)))
                .isEqualTo(Reason.KEY_REUSED);
    }

    @Test
    void aKeyIsRefusedOnceNobodyCanKnowWhetherItWasUsed() {
        assertThat(refusalOfKey(key(START.minus(Duration.ofDays(2)), 1))).isEqualTo("accepted");
        assertThat(refusalOfKey(key(START.minus(Duration.ofDays(2)).minusMillis(1), 1)))
                .isEqualTo("KEY_EXPIRED");
        assertThat(refusalOfKey(key(START.plus(Duration.ofMinutes(5)), 1))).isEqualTo("accepted");
        assertThat(refusalOfKey(key(START.plus(Duration.ofMinutes(5)).plusMillis(1), 1)))
                .isEqualTo("KEY_SKEWED");
        assertThat(refusalOfKey("hello")).isEqualTo("KEY_INVALID");
        assertThat(refusalOfKey("ILOU0000000000000000000000")).isEqualTo("KEY_INVALID");
    }

    @Test
    @Tag("T10")
    void aTextHasALimitInBytesAndInCharacters() {
        assertThat(refusalOfText("a".repeat(16_384))).isEqualTo("accepted");
        assertThat(refusalOfText("a".repeat(16_385))).isEqualTo("TEXT_TOO_LONG");
        assertThat(refusalOfText("ä".repeat(8_192))).isEqualTo("accepted");
        assertThat(refusalOfText("ä".repeat(8_193))).isEqualTo("TEXT_TOO_LONG");
        assertThat(refusalOfText("😀".repeat(4_096))).isEqualTo("accepted");
        assertThat(refusalOfText("😀".repeat(4_097))).isEqualTo("TEXT_TOO_LONG");
        assertThat(refusalOfText(" \n")).isEqualTo("TEXT_EMPTY");
        assertThat(refusalOfText("a\0b")).isEqualTo("TEXT_INVALID");
        assertThat(refusalOfText("half \ud83d")).isEqualTo("TEXT_INVALID");
    }

    @Test
    @Tag("T10")
    void aRefusalSaysWhatIsAllowed() {
        var reply = lobby.tell(lobby.post(ADA, "a".repeat(20_000)));

        assertThat(reply)
                .isEqualTo(new Rejected(
                        Reason.TEXT_TOO_LONG,
                        "A text has at most 16384 characters and 16384 bytes in UTF-8; this one has 20000 and 20000."));
    }

    @Test
    @Tag("S11")
    void whoHasNotSeenTheLastMessageCanAskNotToPost() {
        lobby.says(BEN, "one");
        var seen = lobby.space.seq();

        assertThat(lobby.tell(new Post(human(ADA), lobby.nextKey(), "two", List.of(), null, seen)))
                .isInstanceOf(Accepted.class);
        assertThat(lobby.tell(new Post(human(ADA), lobby.nextKey(), "three", List.of(), null, seen)))
                .isInstanceOf(Accepted.class);
        assertThat(lobby.refused(new Post(human(BEN), lobby.nextKey(), "four", List.of(), null, seen)))
                .isEqualTo(Reason.STALE_CONTEXT);
    }

    @Test
    void mentionsOfMembersAreKeptInOrderAndOthersDropped() {
        lobby.says(ADA, "all of you", BEN, EVE, JARVIS, BEN);

        assertThat(lobby.space.recent().getLast().mentions()).containsExactly(BEN, JARVIS);
    }

    @Test
    void aMessageMentionsFiftyMembersAtMost() {
        var fifty = Collections.nCopies(50, BEN);
        var more = Collections.nCopies(51, BEN);

        assertThat(lobby.tell(new Post(human(ADA), lobby.nextKey(), "hi", fifty, null, null)))
                .isInstanceOf(Accepted.class);
        assertThat(lobby.refused(new Post(human(ADA), lobby.nextKey(), "hi", more, null, null)))
                .isEqualTo(Reason.TOO_MANY_MENTIONS);
    }

    @Test
    void onlyMembersWhoMayWritePost() {
        lobby.accepted(new Join(EVE, MemberKind.HUMAN, "eve", Role.OBSERVER, human(EVE)));

        assertThat(lobby.refused(lobby.post(EVE, "hi"))).isEqualTo(Reason.FORBIDDEN);
        assertThat(lobby.refused(lobby.post(new MemberId("u_nobody"), "hi"))).isEqualTo(Reason.NOT_A_MEMBER);
        assertThat(lobby.refused(new Post(
                        new Caller(JARVIS, MemberKind.AGENT, false), lobby.nextKey(), "hi", List.of(), null, null)))
                .isEqualTo(Reason.FORBIDDEN);
    }

    @Test
    void anEditNeedsTheRevisionItWasMadeFor() {
        var message = lobby.says(ADA, "helo");
        lobby.accepted(new Edit(human(ADA), message, "hello", List.of(), 1));

        assertThat(lobby.refused(new Edit(human(ADA), message, "hallo", List.of(), 1)))
                .isEqualTo(Reason.STALE_REVISION);
        assertThat(lobby.space.message(message))
                .get()
                .extracting(Message::text, Message::rev)
                .containsExactly("hello", 2);
    }

    @Test
    void anEditTwiceIsOneEdit() {
        var message = lobby.says(ADA, "helo");
        var edit = new Edit(human(ADA), message, "hello", List.of(), 1);
        lobby.accepted(edit);

        assertThat(lobby.accepted(edit).duplicate()).isTrue();
        assertThat(lobby.events(MessageEdited.class)).hasSize(1);
    }

    @Test
    void onlyItsAuthorEditsAMessage() {
        var message = lobby.says(BEN, "hello");

        assertThat(lobby.refused(new Edit(human(ADA), message, "no", List.of(), null)))
                .isEqualTo(Reason.FORBIDDEN);
    }

    @Test
    void itsAuthorAndModeratorsDeleteAMessage() {
        lobby.accepted(new Join(EVE, MemberKind.HUMAN, "eve", Role.MEMBER, human(EVE)));
        var one = lobby.says(BEN, "one");
        var two = lobby.says(BEN, "two");

        assertThat(lobby.refused(new Delete(human(EVE), one))).isEqualTo(Reason.FORBIDDEN);
        assertThat(lobby.accepted(new Delete(human(BEN), one)).duplicate()).isFalse();
        assertThat(lobby.accepted(new Delete(human(ADA), two)).duplicate()).isFalse();
        assertThat(lobby.accepted(new Delete(human(ADA), two)).duplicate()).isTrue();
        assertThat(lobby.events(MessageDeleted.class)).hasSize(2);
        assertThat(lobby.space.message(one)).get().extracting(Message::text).isEqualTo("");
    }

    @Test
    void aReactionTwiceIsOneReaction() {
        var message = lobby.says(ADA, "hello");
        var react = new React(human(BEN), message, "👍", true);

        assertThat(lobby.accepted(react).duplicate()).isFalse();
        assertThat(lobby.accepted(react).duplicate()).isTrue();
        assertThat(lobby.accepted(new React(human(BEN), message, "👍", false)).duplicate())
                .isFalse();
        assertThat(lobby.space.message(message).orElseThrow().reactions()).isEmpty();
    }

    @Test
    void aMessageBearsFiftyKindsOfReaction() {
        var message = lobby.says(ADA, "hello");
        for (var kind = 0; kind < 50; kind++) {
            lobby.accepted(new React(human(BEN), message, "e" + kind, true));
        }

        assertThat(lobby.refused(new React(human(BEN), message, "e50", true))).isEqualTo(Reason.TOO_MANY_REACTIONS);
        assertThat(lobby.tell(new React(human(ADA), message, "e49", true))).isInstanceOf(Accepted.class);
    }

    @Test
    void anArchivedSpaceCanOnlyBeRead() {
        lobby.accepted(new Archive(human(ADA)));

        assertThat(lobby.refused(lobby.post(ADA, "hello"))).isEqualTo(Reason.SPACE_ARCHIVED);
        assertThat(lobby.accepted(new Archive(human(ADA))).duplicate()).isTrue();
    }

    @Test
    void aRefusalStoresNothing() {
        Decision<SpaceEvent, SpaceReply> decision =
                new SpaceRules().decide(lobby.space, lobby.post(EVE, "hello"), START);

        assertThat(decision.events()).isEmpty();
    }

    @Test
    void aReplyIsToAMessageOfThisSpace() {
        var message = lobby.says(ADA, "hello");

        assertThat(lobby.tell(new Post(human(BEN), lobby.nextKey(), "hi", List.of(), message, null)))
                .isInstanceOf(Accepted.class);
        assertThat(lobby.refused(new Post(human(BEN), lobby.nextKey(), "hi", List.of(), new MessageId("m_none"), null)))
                .isEqualTo(Reason.NO_SUCH_MESSAGE);
    }

    private String refusalOfKey(String key) {
        return outcome(new Post(human(ADA), key, "hello", List.of(), null, null));
    }

    private String refusalOfText(String text) {
        return outcome(lobby.post(ADA, text));
    }

    private String outcome(SpaceCommand command) {
        return switch (lobby.tell(command)) {
            case Accepted _ -> "accepted";
            case Rejected rejected -> rejected.reason().name();
        };
    }
}
