package parley.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parley.effort.Effort;
import parley.space.SpaceEvent.MessagePosted;
import parley.space.SpaceEvent.TurnGranted;
import parley.space.SpaceReply.Accepted;
import parley.space.SpaceReply.Rejected;
import parley.space.floor.RootCount;

/** Whatever is asked of a space, in whatever order: a refusal changes nothing, twice is once, and the log is the state. */
@Tag("T3")
@Tag("T12")
@Tag("W30")
class SpacePropertiesTest {

    private static final int COMMANDS = 6_000;

    private final SpaceRules rules = new SpaceRules();
    private final List<SpaceEvent> log = new ArrayList<>();
    private Space space = rules.initial();

    static LongStream seeds() {
        return Effort.SPACE_HISTORIES.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theRulesHoldForAnyCommands(long seed) {
        SpaceStory.lobby().log.forEach(this::store);
        var commands = new RandomCommands(seed);
        var now = SpaceStory.START;
        for (var count = 0; count < COMMANDS; count++) {
            now = now.plus(commands.pause());
            var command = commands.next(space, now);
            var before = space;
            var decision = rules.decide(before, command, now);
            decision.events().forEach(this::store);

            switch (decision.reply()) {
                case Rejected _ -> assertThat(decision.events()).isEmpty();
                case Accepted accepted -> {
                    assertThat(accepted.duplicate()).isEqualTo(decision.events().isEmpty());
                    assertThat(rules.decide(space, command, now).events())
                            .as("%s twice", command)
                            .isEmpty();
                }
            }
            assertThat(space.seq()).isEqualTo(before.seq() + decision.events().size());
        }

        assertThat(log).as("enough has happened").hasSizeGreaterThan(COMMANDS / 5);
        assertThat(replayed()).isEqualTo(space);
        assertMessagesAreNumberedAndNamedOnce();
        assertCountersAgreeWithTheLog();
        assertNoAgentAnswersItself();
    }

    private void store(SpaceEvent event) {
        log.add(event);
        space = rules.evolve(space, event);
    }

    private Space replayed() {
        var replayed = rules.initial();
        for (var event : log) {
            replayed = rules.evolve(replayed, event);
        }
        return replayed;
    }

    private void assertMessagesAreNumberedAndNamedOnce() {
        var ids = new HashSet<MessageId>();
        var ordinal = 0L;
        for (var message : posted()) {
            assertThat(message.ordinal()).isEqualTo(++ordinal);
            assertThat(ids.add(message.id())).isTrue();
        }
        assertThat(space.ordinal()).isEqualTo(ordinal);
        assertThat(space.recent()).hasSize((int) Math.min(Space.RECENT, ordinal));
    }

    private void assertCountersAgreeWithTheLog() {
        var granted = new HashMap<MessageId, Integer>();
        for (var event : log) {
            if (event instanceof TurnGranted grant) {
                granted.merge(grant.root(), 1, Integer::sum);
            }
        }
        for (Map.Entry<MessageId, RootCount> root : space.floor().roots().entrySet()) {
            assertThat(root.getValue().granted()).isEqualTo(granted.getOrDefault(root.getKey(), 0));
            assertThat(root.getValue().granted())
                    .isLessThanOrEqualTo(root.getValue().limit());
            assertThat(root.getValue().byAgent().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(root.getValue().granted());
        }
    }

    private void assertNoAgentAnswersItself() {
        var authors = new HashMap<MessageId, MemberId>();
        for (var message : posted()) {
            authors.put(message.id(), message.author());
            var trigger = message.provenance().trigger();
            if (trigger != null) {
                assertThat(authors.get(trigger)).isNotEqualTo(message.author());
            }
        }
    }

    private List<MessagePosted> posted() {
        return log.stream()
                .filter(MessagePosted.class::isInstance)
                .map(MessagePosted.class::cast)
                .toList();
    }
}
