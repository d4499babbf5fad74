package parley.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.space.ConversationMutants;
import parley.space.SpaceRules;

/** The search for conversations that go wrong is not blind: it notices every defence that is missing, of runs and of spaces. */
@Tag("T3")
@Tag("T5")
@Tag("T9")
@Tag("W18")
class RunMutantTest {

    @ParameterizedTest
    @MethodSource("parley.agent.run.RunMutants#all")
    void aDefenceOfRunsThatIsMissingIsNoticed(RunMutants.Mutant mutant) {
        var result = mutant.room().search(new SpaceRules(), mutant.rules(), Set.of(mutant.breaks()));

        assertThat(result.broken()).containsExactly(mutant.breaks());
    }

    @ParameterizedTest
    @MethodSource("parley.space.ConversationMutants#all")
    void aDefenceOfSpacesThatIsMissingIsNoticed(ConversationMutants.Mutant mutant) {
        var result = RunRoom.leastFor(mutant.breaks()).search(mutant.rules(), new RunRules(), Set.of(mutant.breaks()));

        assertThat(result.broken()).containsExactly(mutant.breaks());
    }

    @Test
    void everyInvariantIsSeenToBreak() {
        var broken = RunMutants.all().map(RunMutants.Mutant::breaks).collect(Collectors.toSet());

        assertThat(broken).isEqualTo(EnumSet.allOf(RunInvariant.class));
    }
}
