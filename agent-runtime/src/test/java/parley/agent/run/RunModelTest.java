package parley.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.space.ConversationChecker;
import parley.space.ConversationInvariant;
import parley.space.Invariant;
import parley.space.SpaceRules;

/**
 * Agents answer once, within their bounds and at a bounded price, wherever processes die: every reachable conversation of small rooms is
 * visited, with the real rules of spaces and of runs, models that say anything, and messages that arrive twice or late.
 */
@Tag("T3")
@Tag("T5")
@Tag("T9")
@Tag("W18")
class RunModelTest {

    static Stream<RunRoom> rooms() {
        return Stream.of(RunRoom.ONE_TURN, RunRoom.TWO_TURNS, RunRoom.TWO_MESSAGES, RunRoom.CHAIN, RunRoom.CROWD);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void everyReachableConversationHoldsWhatWasPromised(RunRoom room) {
        var result = room.search(new SpaceRules(), new RunRules(), everything());

        assertThat(result.broken()).as("broken by %s", result.path()).isEmpty();
        assertThat(result.states()).isBetween(100, ConversationChecker.STATES_MAX - 1);
        assertThat(result.messagesMax()).isEqualTo(room.bound());
    }

    private static Set<Invariant> everything() {
        var all = new HashSet<Invariant>(EnumSet.allOf(ConversationInvariant.class));
        all.addAll(EnumSet.allOf(RunInvariant.class));
        return all;
    }
}
