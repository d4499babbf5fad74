package parley.space;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.space.ConversationRoom.FEW;
import static parley.space.ConversationRoom.THREE;
import static parley.space.ConversationRoom.TWO;
import static parley.space.ConversationRoom.UNLIMITED;

import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.space.floor.Denial;
import parley.space.floor.FloorRules;

/**
 * Agents cannot loop, whatever they say: every reachable conversation of small rooms is visited, with the real rules of a space and
 * agents that mention anybody, answer twice, late and after they were stopped.
 */
@Tag("T3")
@Tag("T9")
class ConversationModelTest {

    static Stream<ConversationRoom> rooms() {
        return Stream.of(
                TWO,
                THREE,
                new ConversationRoom("three agents, two messages", 3, 1, 2, 0, 5, 3, 2, 2, UNLIMITED),
                new ConversationRoom("three agents, two people", 3, 2, 2, 0, 3, 2, 2, 2, UNLIMITED),
                new ConversationRoom("four agents", 4, 1, 1, 0, 5, 3, 2, 3, UNLIMITED),
                new ConversationRoom("two agents, woken twice", 2, 1, 1, 2, 3, 2, 2, 1, UNLIMITED),
                new ConversationRoom("two agents, two people, three in a row", 2, 2, 2, 0, 4, 3, 2, 2, 3));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void everyReachableConversationEndsWithinItsBounds(ConversationRoom room) {
        var result = room.search(new SpaceRules(), 1, EnumSet.allOf(ConversationInvariant.class));

        assertThat(result.broken()).as("broken by %s", result.path()).isEmpty();
        assertThat(result.states()).isBetween(50, ConversationChecker.STATES_MAX - 1);
        assertThat(result.messagesMax()).isBetween(room.bound(), room.bound() * (room.messages() + room.wakes()));
    }

    @Test
    void theBoundsHoldUnderAnyPolicy() {
        var rules = new SpaceRules(new FloorRules(
                ConversationMutants::everybodyTwice, ConversationMutants.without(Denial.POLICY, Denial.MENTIONS)));

        var result = FEW.search(rules, 2, EnumSet.allOf(ConversationInvariant.class));

        assertThat(result.broken()).as("broken by %s", result.path()).isEmpty();
        assertThat(result.messagesMax()).isEqualTo(FEW.bound());
    }
}
