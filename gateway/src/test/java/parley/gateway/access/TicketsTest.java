package parley.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.space.MemberId;

/** A ticket lets in its owner, once, soon, from the page that asked for it. */
@Tag("W33")
class TicketsTest {

    private static final Duration LIFETIME = Duration.ofSeconds(30);
    private static final String PAGE = "https://chat.example";
    private static final Identity ANA = new Identity(new MemberId("u_ana"), "Ana", false, "se_1", null, Set.of());

    private Instant now = Instant.EPOCH;
    private final Tickets tickets = new Tickets(LIFETIME, () -> now);

    @Test
    void itIsLongAndNamesItsOwnerOnce() {
        var ticket = tickets.issue(ANA, PAGE);

        assertThat(ticket).hasSize(43);
        assertThat(tickets.redeem(ticket, PAGE)).contains(ANA);
        assertThat(tickets.redeem(ticket, PAGE)).isEmpty();
    }

    @Test
    void itLapses() {
        var inTime = tickets.issue(ANA, PAGE);
        var late = tickets.issue(ANA, PAGE);

        now = now.plus(LIFETIME).minusMillis(1);
        assertThat(tickets.redeem(inTime, PAGE)).isPresent();
        now = now.plusMillis(1);
        assertThat(tickets.redeem(late, PAGE)).isEmpty();
    }

    @Test
    void anotherPageCannotUseIt() {
        assertThat(tickets.redeem(tickets.issue(ANA, PAGE), "https://evil.example"))
                .isEmpty();
        assertThat(tickets.redeem(tickets.issue(ANA, PAGE), null)).isEmpty();
    }

    @Test
    void itRenewsOnlyItsOwnersSession() {
        var bo = new Identity(new MemberId("u_bo"), "Bo", false, "se_2", null, Set.of());

        assertThat(tickets.renew(tickets.issue(ANA, PAGE), ANA)).contains(ANA);
        assertThat(tickets.renew(tickets.issue(ANA, PAGE), bo)).isEmpty();
    }

    @Test
    @Tag("G2")
    void theOldestGiveWayBeyondTheBound() {
        var first = tickets.issue(ANA, PAGE);
        for (int i = 0; i < Tickets.WAITING_MAX; i++) {
            tickets.issue(ANA, PAGE);
        }

        assertThat(tickets.redeem(first, PAGE)).isEmpty();
    }
}
