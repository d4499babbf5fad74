package parley.agent.model.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.agent.model.Prompt;

/** The rules answer from the room alone, cite what they quote, and call nobody but whom they hand over to. */
class RuleScriptTest {

    @Test
    void aSummaryQuotesTheRoomAndHandsOverAtTheEnd() {
        var answer = jarvis("@jarvis summarise this room and hand over to @alice");

        assertThat(answer)
                .startsWith("Summary of the 8 messages I can see, by Ada, Ben and Chloe:")
                .contains("- We decided to use Postgres for the journal. — Ada, 14:03 [m_4]")
                .endsWith("Over to @alice: please plan the next steps.");
    }

    @Test
    void theOtherAgentTakesOverAndCallsNobody() {
        var ask = "@jarvis summarise this room and hand over to @alice";
        var handedOver = Room.busy().says("Ada", ask).says("Jarvis", jarvis(ask));

        var answer = answer(handedOver.toAlice());

        assertThat(answer)
                .contains("1. Ben: send the offer for the disk by Friday. — Ben, 14:04 [m_5]")
                .contains("2. Ben: write the migration guide. — Chloe, 14:05 [m_6]")
                .contains("3. nobody yet: tell the customers about the maintenance window — Ada, 14:06 [m_7]")
                .contains("Still missing: 1 step has no owner, 2 steps have no date.")
                .doesNotContain("@");
    }

    @Test
    void whoIsToTakeOverLaterWaits() {
        var answer = alice("@jarvis summarise this room and hand over to @alice");

        assertThat(answer).isEqualTo("Ready. I'll plan the next steps once it is handed over to me.");
    }

    @Test
    void eachAgentDoesItsOwnClause() {
        var ask = "@jarvis summarise this room and @alice list the decisions";

        assertThat(jarvis(ask)).startsWith("Summary").doesNotContain("Decisions:", "@");
        assertThat(alice(ask))
                .startsWith("Decisions:\n- We decided to use Postgres")
                .doesNotContain("Summary");
    }

    @Test
    void whatAnotherAgentIsSkilledInIsHandedOver() {
        assertThat(jarvis("@jarvis what did we decide?"))
                .isEqualTo("Over to @alice: please list the decisions and action items.");
        assertThat(alice("@alice who said the disk is slow?"))
                .isEqualTo("Over to @jarvis: please search this room for “who said the disk is slow?”.");
    }

    @Test
    void anAgentsRequestIsNeverHandedBack() {
        var asked = Room.busy().says("Jarvis", "Over to @alice: please search this room for “the offer”.");

        assertThat(answer(asked.toAlice())).contains("[m_5]").doesNotContain("@");
    }

    @Test
    void questionsAreAnsweredWithTheMessageThatSaysIt() {
        assertThat(jarvis("@jarvis who said that postgres needs 0.4 ms?"))
                .startsWith("Ben,")
                .contains("[m_2]");
        assertThat(jarvis("@jarvis when did we decide to use postgres?"))
                .startsWith("At 14:03")
                .contains("[m_4]");
        assertThat(jarvis("@jarvis find the offer")).contains("— Ben, 14:04 [m_5]");
        assertThat(jarvis("@jarvis what did Chloe say about the guide?"))
                .contains("[m_6]")
                .doesNotContain("[m_5]");
    }

    @Test
    void whatNobodySaidIsNotFound() {
        assertThat(jarvis("@jarvis did anyone mention kubernetes?")).startsWith("I found nothing about that");
    }

    @Test
    void aQuotationCallsNobody() {
        var room = new Room()
                .says("Ada", "The roof leaks badly, so @alice and @ben must hurry, mail ada@example.com now.");

        assertThat(answer(room.says("Ada", "@jarvis summarise").toJarvis()))
                .contains("so alice and ben must hurry")
                .contains("ada@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@jarvis what can you do?",
                "hello @jarvis",
                "hi",
                "@jarvis blah",
                "@jarvis how are you?",
                "@jarvis",
                ""
            })
    void smallTalkSaysWhatItCanDo(String text) {
        assertThat(jarvis(text)).contains("search the history of this room").doesNotContain("@");
    }

    @Test
    void agentsIntroduceEachOtherAndStop() {
        var ask = "@jarvis introduce yourself and hand over to @alice";
        var jarvis = answer(new Room().says("Parley", ask).toJarvis());

        assertThat(jarvis).startsWith("I'm Jarvis").endsWith("Over to @alice: please introduce yourself.");
        assertThat(answer(new Room().says("Parley", ask).says("Jarvis", jarvis).toAlice()))
                .startsWith("I'm Alice")
                .doesNotContain("@");
    }

    @Test
    void anEmptyRoomHasNothingToSummarise() {
        assertThat(answer(new Room().says("Ada", "@jarvis summarise").toJarvis()))
                .startsWith("Nobody but agents has said anything yet.");
        assertThat(answer(new Room()
                        .says("Ada", "ok")
                        .says("Ada", "@jarvis summarise")
                        .toJarvis()))
                .isEqualTo("There is nothing to summarise yet in the message I can see, by Ada.");
        assertThat(answer(new Room().says("Ada", "@alice plan").toAlice())).startsWith("I found no decision");
    }

    @Test
    void itsOwnAnswersAndAgentsAreNotTheRoom() {
        var room = Room.busy()
                .answers("Summary: We decided to use Oracle for everything.")
                .says("Alice", "We decided to use Oracle for all.");

        assertThat(answer(room.says("Ada", "@jarvis summarise").toJarvis())).doesNotContain("Oracle");
    }

    @Test
    void peopleAreKnownByTheirFirstNameAndBeforeTheySpeak() {
        var room = new Room().says("Ada Lovelace", "Chloe will paint the bridge by Friday. Grace will sleep.");

        assertThat(answer(room.says("Ben", "@alice list action items").toAlice()))
                .contains("- Chloe Fox: paint the bridge by Friday. — Ada Lovelace, 14:00 [m_1]")
                .doesNotContain("sleep");
        assertThat(answer(room.says("Ben", "@jarvis what did ada say about the bridge?")
                        .toJarvis()))
                .contains("[m_1]");
    }

    @Test
    void whatIsDecidedInARequestCountsToo() {
        var room = new Room()
                .says("Ada", "@jarvis we decided to ship on Friday. TODO: write the notes. Hand over to @alice.")
                .says("Ben", "@jarvis todo: @ben buys the cake")
                .says("Jarvis", "Over to @alice: please list the decisions and action items.");

        assertThat(answer(room.toAlice())).isEqualTo("""
                Decisions:
                - we decided to ship on Friday. — Ada, 14:00 [m_1]

                Action items:
                - nobody yet: write the notes. — Ada, 14:00 [m_1]
                - Ben: buys the cake — Ben, 14:01 [m_2]""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what did we decide?",
                "show me what we decided",
                "list what was agreed on the disk",
                "tell me what we need to do",
                "please find out why we should wait"
            })
    void aRequestIsNoDecisionAndNoTask(String wish) {
        var room = new Room().says("Ada", "@jarvis " + wish).says("Ben", "@alice list the decisions");

        assertThat(answer(room.toAlice())).startsWith("I found no decision, promise or task");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "\n",
                ",",
                "and ",
                " @a",
                "@alice ",
                "?",
                "a",
                "? to ",
                "over to ",
                "I'll ",
                ". ",
                "👩‍👧",
                "[m_1 · "
            })
    @Timeout(20)
    void noTextMakesItSlow(String part) {
        var text = part.repeat(16_384 / part.length());
        var room = new Room();
        for (var message = 0; message < 10; message++) {
            room.says("Eve", text);
        }

        assertThat(answer(room.says("Eve", "@jarvis summarise " + text).toJarvis()))
                .isNotBlank();
        assertThat(answer(room.says("Eve", "@alice plan " + text).toAlice())).isNotBlank();
    }

    @Test
    void theSameRoomGetsTheSameAnswer() {
        assertThat(jarvis("@jarvis summarise")).isEqualTo(jarvis("@jarvis summarise"));
    }

    private static String jarvis(String ask) {
        return answer(Room.busy().says("Ada", ask).toJarvis());
    }

    private static String alice(String ask) {
        return answer(Room.busy().says("Ada", ask).toAlice());
    }

    private static String answer(List<Prompt> prompts) {
        return new RuleScript().answer(Conversation.of(prompts));
    }
}
