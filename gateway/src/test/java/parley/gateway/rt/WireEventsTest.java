package parley.gateway.rt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.entity.Stored;
import parley.money.Cost;
import parley.money.TokenCount;
import parley.space.Answer;
import parley.space.MemberId;
import parley.space.MemberKind;
import parley.space.MessageId;
import parley.space.MessageKind;
import parley.space.Provenance;
import parley.space.Role;
import parley.space.SpaceEvent;
import parley.space.SpaceId;
import parley.space.SpaceSettings;
import parley.space.TurnFailure;
import parley.space.TurnId;
import parley.space.floor.Denial;

/** Every event says to clients where it stands, when it happened, who did it and what it follows from. */
class WireEventsTest {

    private static final Instant AT = Instant.parse("2026-11-21T12:34:56.789Z");
    private static final MemberId ANA = new MemberId("u_ana");
    private static final MemberId JARVIS = new MemberId("a_jarvis");
    private static final MessageId ASKED = new MessageId("m_asked");
    private static final TurnId TURN = new TurnId("t_7");
    private static final Provenance OF_TURN = new Provenance(ASKED, 1, ASKED, TURN);
    private static final Answer ANSWER = new Answer("offline/rules", TokenCount.NONE, Cost.NONE, 5);

    private final WireEvents wire = new WireEvents();
    private final ObjectMapper json = new ObjectMapper();

    static List<SpaceEvent> events() {
        return List.of(
                new SpaceEvent.SpaceCreated("e1", SpaceSettings.NONE, ANA, AT),
                new SpaceEvent.SpaceChanged(SpaceSettings.NONE, ANA, AT),
                new SpaceEvent.SpaceArchived(ANA, AT),
                new SpaceEvent.MemberJoined(ANA, MemberKind.HUMAN, "ana", Role.MEMBER, ANA, AT),
                new SpaceEvent.MemberLeft(ANA, ANA, AT),
                new SpaceEvent.RoleChanged(ANA, Role.OWNER, ANA, AT),
                posted(ANA, MemberKind.HUMAN, new Provenance(ASKED, 0, null, null), null),
                posted(JARVIS, MemberKind.AGENT, OF_TURN, ANSWER),
                new SpaceEvent.MessageEdited(ASKED, 2, "hello", List.of(), ANA, AT),
                new SpaceEvent.MessageDeleted(ASKED, ANA, AT),
                new SpaceEvent.ReactionSet(ASKED, "+1", ANA, AT),
                new SpaceEvent.ReactionUnset(ASKED, "+1", ANA, AT),
                new SpaceEvent.RootMinted(ASKED, "opening", JARVIS, "say hello", 2, AT),
                new SpaceEvent.TurnGranted(TURN, JARVIS, ASKED, ASKED, 1, 5, AT.plusSeconds(150), AT),
                new SpaceEvent.TurnDenied(JARVIS, ASKED, ASKED, Denial.HOPS, AT),
                new SpaceEvent.TurnPassed(TURN, TokenCount.NONE, Cost.NONE, AT),
                new SpaceEvent.TurnFailed(TURN, TurnFailure.BUDGET, "spent", TokenCount.NONE, Cost.NONE, "so far", AT),
                new SpaceEvent.TurnCancelled(TURN, ANA, AT),
                new SpaceEvent.TurnSuperseded(TURN, ASKED, AT),
                new SpaceEvent.TurnSettled(TURN, new TokenCount(10, 2), Cost.NONE, "Plan A", AT),
                new SpaceEvent.IntentionDeclared(ANA, "plan", "compare both plans", AT.plusSeconds(60), AT),
                new SpaceEvent.IntentionUpdated(ANA, "plan", "compare all plans", AT.plusSeconds(90), AT),
                new SpaceEvent.IntentionResolved(ANA, "plan", AT),
                new SpaceEvent.IntentionExpired(ANA, "plan", AT));
    }

    private static SpaceEvent posted(MemberId author, MemberKind kind, Provenance provenance, @Nullable Answer answer) {
        return new SpaceEvent.MessagePosted(
                ASKED, 1, "key", author, kind, MessageKind.CHAT, "hello", List.of(), null, provenance, answer, AT);
    }

    @Test
    void thereIsAnExampleOfEveryEvent() {
        var there = events().stream().map(Object::getClass).collect(Collectors.toSet());

        assertThat(there).isEqualTo(Kinds.of(SpaceEvent.class));
    }

    @ParameterizedTest
    @MethodSource("events")
    @Tag("W29")
    @Tag("W31")
    void anEventNamesItsTimeItsActorAndItsCause(SpaceEvent event) {
        var frame = encoded(7, event);
        if (event instanceof SpaceEvent.RootMinted) {
            assertThat(frame.path("op").asText()).isEqualTo("skip");
            return;
        }

        assertThat(frame.path("ts").longValue()).isEqualTo(AT.toEpochMilli());
        assertThat(frame.path("actor").asText()).matches("u_ana|a_jarvis|system");
        assertThat(frame.path("causedBy").asText()).isNotBlank();
        assertThat(frame.path("hop").isInt()).isTrue();
    }

    @Test
    @Tag("W31")
    void whatAnAgentDoesIsTiedToTheMessageThatCausedItAll() {
        var granted = encoded(2, new SpaceEvent.TurnGranted(TURN, JARVIS, ASKED, ASKED, 1, 5, AT, AT));
        var answered = encoded(3, posted(JARVIS, MemberKind.AGENT, OF_TURN, ANSWER));

        assertThat(granted.path("causedBy").asText()).isEqualTo("m_asked");
        assertThat(granted.path("data").path("root").asText()).isEqualTo("m_asked");
        assertThat(answered.path("causedBy").asText()).isEqualTo("t_7");
        assertThat(answered.path("data").path("root").asText()).isEqualTo("m_asked");
    }

    @Test
    @Tag("W30")
    void everyPlaceInTheSequenceIsFilled() {
        var all = events();

        var places = Stream.iterate(1, seq -> seq <= all.size(), seq -> seq + 1)
                .map(seq -> encoded(seq, all.get(seq - 1)))
                .map(frame -> frame.path(frame.path("op").asText().equals("skip") ? "from" : "seq")
                        .asLong())
                .toList();

        assertThat(places)
                .isEqualTo(Stream.iterate(1L, seq -> seq <= all.size(), seq -> seq + 1)
                        .toList());
    }

    private JsonNode encoded(long seq, SpaceEvent event) {
        try {
            return json.readTree(
                    wire.encode(new SpaceId("sp_a"), new Stored<>(seq, event)).toString());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
