package parley.gateway.rt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is least worth knowing is given up first, and in the end all that passes, before any event. */
@Tag("V9")
class SacrificeTest {

    @Test
    void theMoreIsOpenTheMoreIsGivenUpInOrderOfItsWorth() {
        assertThat(Sacrifice.at(0, 100)).isEqualTo(Sacrifice.NOTHING);
        assertThat(Sacrifice.at(24, 100)).isEqualTo(Sacrifice.NOTHING);
        assertThat(Sacrifice.at(25, 100)).isEqualTo(Sacrifice.TYPING);
        assertThat(Sacrifice.at(50, 100)).isEqualTo(Sacrifice.PRESENCE);
        assertThat(Sacrifice.at(75, 100)).isEqualTo(Sacrifice.AGENTS);
        assertThat(Sacrifice.at(100, 100)).isEqualTo(Sacrifice.STREAMS);
        assertThat(Sacrifice.at(Integer.MAX_VALUE, 100)).isEqualTo(Sacrifice.STREAMS);
    }

    @Test
    void whoGivesUpSomethingGivesUpWhatIsWorthLessToo() {
        assertThat(Sacrifice.PRESENCE.spares(Sacrifice.AGENTS)).isTrue();
        assertThat(Sacrifice.PRESENCE.spares(Sacrifice.PRESENCE)).isFalse();
        assertThat(Sacrifice.PRESENCE.spares(Sacrifice.TYPING)).isFalse();
        assertThat(Sacrifice.NOTHING.spares(Sacrifice.TYPING)).isTrue();
    }
}
