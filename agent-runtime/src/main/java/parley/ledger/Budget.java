package parley.ledger;

import java.time.ZoneId;
import java.util.List;
import parley.money.Usd;

/**
 * A limit on what an account may spend.
 *
 * @param soft percentages at which somebody is told, rising
 */
public record Budget(Usd limit, Period period, ZoneId zone, List<Integer> soft) {

    public Budget {
        soft = List.copyOf(soft);
    }

    /** After which time spending starts again from zero. */
    public enum Period {
        HOUR,
        DAY,
        WEEK,
        MONTH,
        TOTAL
    }
}
