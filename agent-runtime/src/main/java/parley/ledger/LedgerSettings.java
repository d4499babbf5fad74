package parley.ledger;

import java.time.Duration;
import parley.money.Usd;

/**
 * The bounds of the ledger that an installation may set.
 *
 * @param cascadeLimit what all calls that one root message causes may cost together
 * @param cascadeCalls how many calls one root message may cause
 * @param longestHold no hold lasts longer, whatever is asked
 * @param suspenseLasts how long the rest of an estimated call's hold is kept back
 * @param remembers how long a call may be corrected and its end is remembered, and how long a cascade is after its last
 *     call
 * @param remembersMost how many ended calls, how many that may be corrected, and how many cascades are remembered at
 *     most; none is forgotten within two hours
 */
public record LedgerSettings(
        Usd cascadeLimit,
        int cascadeCalls,
        Duration longestHold,
        Duration suspenseLasts,
        Duration remembers,
        int remembersMost) {

    public static final LedgerSettings DEFAULT = new LedgerSettings(
            new Usd(500_000_000), 25, Duration.ofHours(1), Duration.ofHours(24), Duration.ofDays(7), 10_000);
}
