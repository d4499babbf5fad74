package parley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.ledger.Budget.Period;

/** Windows follow each other without gap or overlap, and begin when people of the zone say they do. */
class WindowTest {

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-29T12:00, 23",
        "Europe/Berlin, 2026-10-25T12:00, 25",
        "Europe/Berlin, 2026-11-21T12:00, 24",
        "America/New_York, 2026-03-08T12:00, 23",
        "America/New_York, 2026-11-01T12:00, 25",
        "Asia/Kolkata, 2026-03-29T12:00, 24",
    })
    void aDayIsAsLongAsItIsOnTheLocalClock(String zone, LocalDateTime local, int hours) {
        var window = at(Period.DAY, zone, local);

        assertThat(window)
                .isEqualTo(between(
                        zone,
                        local.toLocalDate().atStartOfDay(),
                        local.toLocalDate().plusDays(1).atStartOfDay()));
        assertThat(Duration.between(window.start(), window.end())).isEqualTo(Duration.ofHours(hours));
    }

    @Test
    void aDayThatTheCalendarLeftOutHasNoWindow() {
        var before = at(Period.DAY, "Pacific/Apia", LocalDateTime.parse("2011-12-29T12:00"));
        var after = at(Period.DAY, "Pacific/Apia", LocalDateTime.parse("2011-12-31T12:00"));

        assertThat(before.end()).isEqualTo(after.start()).isEqualTo(Instant.parse("2011-12-30T10:00:00Z"));
    }

    @Test
    void aMonthEndsWithItsLastDay() {
        assertThat(at(Period.MONTH, "UTC", LocalDateTime.parse("2028-02-29T23:59:59")))
                .isEqualTo(between(
                        "UTC", LocalDateTime.parse("2028-02-01T00:00"), LocalDateTime.parse("2028-03-01T00:00")));
        assertThat(at(Period.MONTH, "Asia/Kolkata", LocalDateTime.parse("2026-01-31T23:59")))
                .isEqualTo(between(
                        "Asia/Kolkata",
                        LocalDateTime.parse("2026-01-01T00:00"),
                        LocalDateTime.parse("2026-02-01T00:00")));
    }

    @Test
    void aWeekBeginsOnMonday() {
        assertThat(at(Period.WEEK, "Europe/Berlin", LocalDateTime.parse("2026-03-29T23:00")))
                .isEqualTo(between(
                        "Europe/Berlin",
                        LocalDateTime.parse("2026-03-23T00:00"),
                        LocalDateTime.parse("2026-03-30T00:00")));
    }

    @Test
    void aTotalNeverEnds() {
        var window = Window.of(Period.TOTAL, ZoneOffset.UTC, Instant.parse("2026-11-21T12:00:00Z"));

        assertThat(window.endedBy(Instant.MAX)).isFalse();
    }

    @Test
    void anHourThatTheClockRepeatsIsTwoWindows() {
        var first = Window.of(Period.HOUR, ZoneId.of("Europe/Berlin"), Instant.parse("2026-10-25T00:30:00Z"));
        var second = Window.of(Period.HOUR, ZoneId.of("Europe/Berlin"), Instant.parse("2026-10-25T01:30:00Z"));

        assertThat(first.end()).isEqualTo(second.start()).isEqualTo(Instant.parse("2026-10-25T01:00:00Z"));
    }

    /**
     * Lord Howe sets its clock by half an hour, Havana and St John's once did so about midnight, Apia left out a day.
     */
    @Test
    void windowsFollowEachOtherWhateverTheClocksDo() {
        for (var zone : List.of(
                "Europe/Berlin",
                "America/New_York",
                "Asia/Kolkata",
                "Pacific/Apia",
                "Australia/Lord_Howe",
                "America/Havana",
                "America/St_Johns")) {
            for (var period : List.of(Period.HOUR, Period.DAY, Period.WEEK, Period.MONTH)) {
                followEachOther(ZoneId.of(zone), period);
            }
        }
    }

    private static void followEachOther(ZoneId zone, Period period) {
        var until = Instant.parse("2012-03-01T00:00:00Z");
        var window = Window.of(period, zone, Instant.parse("2010-01-01T00:00:00Z"));
        while (window.start().isBefore(until)) {
            var end = Objects.requireNonNull(window.end());

            assertThat(window.start()).isBefore(end);
            assertThat(Window.of(period, zone, window.start())).isEqualTo(window);
            assertThat(Window.of(period, zone, end.minusNanos(1))).isEqualTo(window);
            window = Window.of(period, zone, end);
            assertThat(window.start()).isEqualTo(end);
        }
    }

    private static Window at(Period period, String zone, LocalDateTime local) {
        return Window.of(period, ZoneId.of(zone), local.atZone(ZoneId.of(zone)).toInstant());
    }

    private static Window between(String zone, LocalDateTime start, LocalDateTime end) {
        return new Window(
                start.atZone(ZoneId.of(zone)).toInstant(),
                end.atZone(ZoneId.of(zone)).toInstant());
    }
}
