package parley.ledger;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;
import parley.ledger.Budget.Period;

/**
 * The span in which a budget counts, start included, end excluded. Windows of a period follow each other without gap or
 * overlap, whatever the zone's clocks do.
 *
 * @param end null where the budget counts for ever
 */
public record Window(Instant start, @Nullable Instant end) {

    /** The window of the period that {@code at} lies in. */
    public static Window of(Period period, ZoneId zone, Instant at) {
        return switch (period) {
            case HOUR -> hour(zone, at);
            case DAY -> days(zone, day(zone, at), day(zone, at).plusDays(1));
            case WEEK -> {
                var monday = day(zone, at).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield days(zone, monday, monday.plusWeeks(1));
            }
            case MONTH -> {
                var first = day(zone, at).withDayOfMonth(1);
                yield days(zone, first, first.plusMonths(1));
            }
            case TOTAL -> new Window(Instant.EPOCH, null);
        };
    }

    /** Whether the window is past at that time. */
    public boolean endedBy(Instant at) {
        return end != null && !at.isBefore(end);
    }

    /** Hours of the local clock, cut where the clock is changed. */
    private static Window hour(ZoneId zone, Instant at) {
        var local = at.atZone(zone);
        var start = at.minusNanos(local.getLong(ChronoField.NANO_OF_DAY)
                % ChronoUnit.HOURS.getDuration().toNanos());
        var end = start.plus(Duration.ofHours(1));
        var last = zone.getRules().previousTransition(at.plusNanos(1));
        if (last != null && last.getInstant().isAfter(start)) {
            start = last.getInstant();
        }
        var next = zone.getRules().nextTransition(at);
        if (next != null && next.getInstant().isBefore(end)) {
            end = next.getInstant();
        }
        return new Window(start, end);
    }

    /** The local date; where a clock set back repeats the end of a day whose successor has begun, the successor. */
    private static LocalDate day(ZoneId zone, Instant at) {
        var date = at.atZone(zone).toLocalDate();
        var next = date.plusDays(1);
        return next.atStartOfDay(zone).toInstant().isAfter(at) ? date : next;
    }

    private static Window days(ZoneId zone, LocalDate first, LocalDate after) {
        return new Window(
                first.atStartOfDay(zone).toInstant(), after.atStartOfDay(zone).toInstant());
    }
}
