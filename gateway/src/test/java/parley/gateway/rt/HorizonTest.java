package parley.gateway.rt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.space.actor.Subscriber.Ending;

/** Nobody reads what comes after their end, at whatever moment that is said. */
class HorizonTest {

    private static final Ending REMOVED = new Ending.Membership();

    private final Horizon horizon = new Horizon();

    @Test
    void whoIsNotEndedReadsAllThereIs() {
        assertThat(horizon.reach(() -> 7)).isEqualTo(7);
        assertThat(horizon.endedAt(7)).isNull();
    }

    @Test
    @Tag("S8")
    void whoIsRemovedReadsNothingThatFollowsThoughItIsShownInThatMoment() {
        long reach = horizon.reach(() -> {
            horizon.end(5, REMOVED);
            return 9;
        });

        assertThat(reach).isEqualTo(5);
        assertThat(horizon.endedAt(4)).isNull();
        assertThat(horizon.endedAt(5)).isEqualTo(REMOVED);
    }

    @Test
    void whoGoesOnElsewhereReadsOn() {
        horizon.end(5, new Ending.Interrupted());

        horizon.open();

        assertThat(horizon.reach(() -> 9)).isEqualTo(9);
        assertThat(horizon.endedAt(9)).isNull();
    }
}
