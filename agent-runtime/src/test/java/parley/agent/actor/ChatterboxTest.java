package parley.agent.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import parley.agent.model.LanguageModel;
import parley.agent.model.ModelReply.FinishReason;
import parley.agent.model.ModelReply.Finished;
import parley.ledger.Usage;
import parley.space.MemberId;
import parley.space.SpaceEvent.MessagePosted;
import parley.space.SpaceEvent.TurnDenied;
import parley.space.floor.FloorSettings;

/** Agents that call each other in every answer fall silent by themselves, whatever they say and however often they are restarted. */
@Tag("T3")
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ChatterboxTest {

    private static final String[] NAMES = {"anna", "bert", "cora", "dirk"};
    private static final MemberId[] EVERYBODY = {agent("anna"), agent("bert"), agent("cora"), agent("dirk")};
    private static final FloorSettings FLOOR = FloorSettings.DEFAULT;

    @Test
    void oneMessageCausesABoundedNumberOfAnswersAndThenSilence() {
        var world = world(Fate.spared());

        world.says("@anna @bert @cora @dirk discuss!", EVERYBODY);
        world.settle();

        assertThat(answers(world)).isEqualTo(FLOOR.turnsPerRoot());
        assertThat(world.open()).isEmpty();
        assertThat(world.space.events(TurnDenied.class))
                .as("and the space says why")
                .isNotEmpty();
    }

    @Test
    void everyMessageHasABoundOfItsOwn() {
        var world = world(Fate.spared());

        for (int i = 1; i <= 5; i++) {
            world.says("@anna @bert @cora @dirk once more!", EVERYBODY);
            world.settle();
            assertThat(answers(world)).isLessThanOrEqualTo((long) i * FLOOR.turnsPerRoot());
        }
    }

    @Test
    void noCrashBuysThemAnotherWord() {
        var points = points();
        for (var death : IntStream.rangeClosed(1, points).toArray()) {
            var world = world(new Fate(Set.of(death)));

            world.says("@anna @bert @cora @dirk discuss!", EVERYBODY);
            world.settle();

            assertThat(answers(world)).as("killed at %d", death).isEqualTo(FLOOR.turnsPerRoot());
        }
    }

    private static int points() {
        var fate = Fate.spared();
        var world = world(fate);
        world.says("@anna @bert @cora @dirk discuss!", EVERYBODY);
        world.settle();
        return fate.points();
    }

    private static World world(Fate fate) {
        return new World(chatterbox(), fate, FLOOR, NAMES);
    }

    /** Never says the same, so that nobody can call it a repetition. */
    private static LanguageModel chatterbox() {
        var said = new AtomicInteger();
        return (_, _, _) -> {
            var words = Integer.toString(said.incrementAndGet() * 7_919, Character.MAX_RADIX);
            var text = "%s! What do you say about %s%s, @anna @bert @cora @dirk?".formatted(words, words, words);
            return new Finished(text, Usage.of(10, 10), FinishReason.STOP);
        };
    }

    private static long answers(World world) {
        return world.space.events(MessagePosted.class).stream()
                .filter(message -> message.answer() != null)
                .count();
    }

    private static MemberId agent(String name) {
        return new MemberId("a_" + name);
    }
}
