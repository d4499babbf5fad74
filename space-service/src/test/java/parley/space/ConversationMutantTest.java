package parley.space;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.space.ConversationInvariant.ONE_GRANT_PER_TRIGGER_AND_AGENT;
import static parley.space.ConversationRoom.THREE;

import java.util.EnumSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.space.floor.Denial;
import parley.space.floor.FloorRules;

/** The search for endless conversations is not blind: it notices every defence that is missing. */
@Tag("T3")
@Tag("T9")
class ConversationMutantTest {

    @ParameterizedTest
    @MethodSource("parley.space.ConversationMutants#all")
    void aDefenceThatIsMissingIsNoticed(ConversationMutants.Mutant mutant) {
        var result = mutant.room().search(mutant.rules(), 1, EnumSet.of(mutant.breaks()));

        assertThat(result.broken()).containsExactly(mutant.breaks());
    }

    @Test
    void aPolicyThatAsksTwiceIsNoticedWhereNothingElseStopsIt() {
        var guards = ConversationMutants.without(Denial.POLICY, Denial.MENTIONS, Denial.REPEATED);
        var rules = new SpaceRules(new FloorRules(ConversationMutants::everybodyTwice, guards));

        var result = THREE.search(rules, 2, EnumSet.of(ONE_GRANT_PER_TRIGGER_AND_AGENT));

        assertThat(result.broken()).containsExactly(ONE_GRANT_PER_TRIGGER_AND_AGENT);
    }
}
