package parley.space;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.space.SpaceStory.ADA;
import static parley.space.SpaceStory.START;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.space.Heads.Head;

/** What a space remembers is bounded, and it knows of which keys it can be sure. */
@Tag("W2")
class HeadsTest {

    private static final int MORE = 2 * Heads.GENERATION + 1;

    @Test
    void atMostTwoGenerationsAreRemembered() {
        var heads = filled(3 * Heads.GENERATION + 7);

        assertThat(heads.size()).isBetween(Heads.GENERATION, 2 * Heads.GENERATION + Heads.AHEAD_MAX);
    }

    @Test
    void aKeyIsEitherRememberedOrKnownToBeForgotten() {
        var ahead = SpaceStory.key(timeOf(0).plus(Duration.ofMinutes(5)), 1);
        var messages = MORE + Heads.GENERATION;
        var heads = fill(Heads.NONE.plus(ahead, head(ahead, timeOf(0))), messages);

        for (var number = 0; number < messages; number += 997) {
            var key = SpaceStory.key(timeOf(number), number);
            assertThat(heads.find(key).isPresent()).isNotEqualTo(heads.forgets(timeOf(number)));
        }
    }

    @Test
    void newMessagesAreAcceptedWhileOldOnesAreForgotten() {
        var heads = filled(MORE);

        assertThat(heads.forgets(timeOf(0))).isTrue();
        assertThat(KeyRules.refusal(heads, SpaceStory.key(timeOf(MORE), MORE), timeOf(MORE)))
                .isEmpty();
    }

    @Test
    void aKeyThatWasAheadOfTheClockOutlivesItsGeneration() {
        var ahead = timeOf(0).plus(Duration.ofMinutes(5));
        var key = SpaceStory.key(ahead, 1);

        var heads = fill(Heads.NONE.plus(key, head(key, timeOf(0))), MORE);

        assertThat(heads.find(key)).isPresent();
        assertThat(heads.forgets(timeOf(1))).isTrue();
    }

    @Test
    void wereTooManyAheadTheyAreKnownToBeForgotten() {
        var heads = Heads.NONE;
        var ahead = timeOf(0).plus(Duration.ofMinutes(4));
        for (var number = 0; number < Heads.AHEAD_MAX + 1; number++) {
            var key = SpaceStory.key(ahead, number);
            heads = heads.plus(key, head(key, timeOf(0)));
        }
        heads = fill(heads, MORE);

        for (var number = 0; number < Heads.AHEAD_MAX + 1; number++) {
            var remembered = heads.find(SpaceStory.key(ahead, number)).isPresent();
            assertThat(remembered || heads.forgets(ahead)).isTrue();
        }
    }

    @Test
    void snapshotsAreRarerTheMoreTheyHold() {
        assertThat(Space.initial().snapshotEvery()).isEqualTo(500);
        assertThat(Space.initial().with(filled(60_000)).snapshotEvery()).isEqualTo(6_000);
    }

    private static Heads filled(int messages) {
        return fill(Heads.NONE, messages);
    }

    private static Heads fill(Heads start, int messages) {
        var heads = start;
        for (var number = 0; number < messages; number++) {
            var key = SpaceStory.key(timeOf(number), number);
            heads = heads.plus(key, head(key, timeOf(number)));
        }
        return heads;
    }

    private static Instant timeOf(int number) {
        return START.plusMillis(number);
    }

    private static Head head(String key, Instant at) {
        return new Head(MessageId.ofKey(key), 1, at, ADA, 0, 0, 1, false);
    }
}
