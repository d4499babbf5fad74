package parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import parley.client.ClientRules.Rule;
import parley.effort.Effort;

/**
 * A client that keeps the rules is never stale and never out of order, whatever a network does to it; one that leaves out
 * any of them is.
 */
@Tag("S11")
@Tag("W9")
class ClientRulesTest {

    private static final String EPOCH = "e1";

    private final ClientRules rules = new ClientRules();

    @ParameterizedTest
    @CsvSource({"0, 256", "0.01, 256", "0.10, 256", "0.30, 256", "0.10, 8", "0.30, 8"})
    void nothingIsLostRepeatedOrReordered(double loss, int heldMax) {
        var keeping = new ClientRules(EnumSet.allOf(Rule.class), heldMax);

        var failed = Effort.NETWORK_SCHEDULES
                .seeds()
                .filter(seed -> fails(keeping, seed, loss))
                .boxed()
                .toList();

        assertThat(failed).as("seeds that end stale or out of order").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noRuleCanBeLeftOut(Rule left) {
        var without = new ClientRules(EnumSet.complementOf(EnumSet.of(left)), ClientRules.HELD_MAX);

        var failed = LongStream.rangeClosed(1, 300).filter(seed -> fails(without, seed, 0.30));

        assertThat(failed.count()).isPositive();
    }

    private static boolean fails(ClientRules rules, long seed, double loss) {
        var outcome = new LossySchedule(new LossyNetwork(seed, loss), rules).run(seed % 2 == 0);
        return outcome.stale() || outcome.violations() > 0;
    }

    @Test
    void onlyTheMissingStretchIsAskedForAndOnlyOnce() {
        var at10 = begun(10);

        var gap = rules.after(at10, piece(14));
        var wider = rules.after(gap.follower(), piece(20));

        assertThat(gap.actions()).contains(new Action.Pull(10, 3));
        assertThat(wider.actions()).isEmpty();
    }

    @Test
    void whatIsHeldFollowsOnceTheGapIsClosed() {
        var gap = rules.after(begun(10), piece(12));

        var closed = rules.after(gap.follower(), piece(11));

        assertThat(closed.actions()).containsExactly(new Action.Apply(piece(11)), new Action.Apply(piece(12)));
        assertThat(closed.follower().held()).isEmpty();
    }

    @Test
    void noMoreIsHeldThanTheBound() {
        var follower = begun(0);

        for (long seq = 2; seq < 2 + 3 * ClientRules.HELD_MAX; seq++) {
            follower = rules.after(follower, piece(seq)).follower();
            assertThat(follower.held().size()).isLessThanOrEqualTo(ClientRules.HELD_MAX);
        }
    }

    @Test
    void aStretchIsAskedForInParts() {
        var step = rules.after(begun(0), new Heard.Head(EPOCH, 3_000));

        assertThat(step.actions()).contains(new Action.Pull(0, ClientRules.PULL_MAX));
    }

    @Test
    void eachPauseIsTwiceAsLongUntilSomethingComes() {
        var step = rules.after(begun(0), piece(5));
        var pauses = new ArrayList<Action.Pause>(pauses(step));
        for (int i = 0; i < 3; i++) {
            step = rules.after(
                    step.follower(), new Heard.PauseOver(EPOCH, pauses.getLast().number()));
            pauses.addAll(pauses(step));
        }
        assertThat(pauses)
                .extracting(pause -> pause.time().dividedBy(Follower.DELAY_MIN))
                .containsExactly(1L, 2L, 4L, 8L);

        var progress = rules.after(step.follower(), piece(1));

        assertThat(progress.follower().delay()).isEqualTo(Follower.DELAY_MIN);
    }

    @Test
    void anotherHistoryReplacesEverything() {
        var held = rules.after(begun(10), piece(20)).follower();

        var reset = rules.after(held, new Heard.Piece("e2", 11, 11, ""));
        var begun = rules.after(reset.follower(), new Heard.Snapshot("e2", 4));

        assertThat(reset.actions()).contains(new Action.Subscribe());
        assertThat(begun.actions()).containsExactly(new Action.Begin("e2", 4));
        assertThat(begun.follower().held()).isEmpty();
    }

    private Follower begun(long at) {
        return rules.after(Follower.nothing(), new Heard.Snapshot(EPOCH, at)).follower();
    }

    private static Heard.Piece piece(long seq) {
        return new Heard.Piece(EPOCH, seq, seq, "");
    }

    private static List<Action.Pause> pauses(ClientRules.Step step) {
        return step.actions().stream()
                .filter(Action.Pause.class::isInstance)
                .map(Action.Pause.class::cast)
                .toList();
    }
}
