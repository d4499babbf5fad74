package parley.gateway.rest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import parley.gateway.access.ProblemCode;
import parley.ledger.CostReport.Range;

/** The span that a cost page asks about: {@code days=N}, today included, or {@code from=} and {@code to=}; in a time zone. */
record CostRange(Range range, ZoneId zone) {
    private static final int DAYS_MAX = 365;
    private static final int DAYS_USUAL = 30;

    static CostRange of(Call call, InstantSource clock) {
        var zone = call.query("zone").map(CostRange::zone).orElse(ZoneOffset.UTC);
        var tomorrow = LocalDate.ofInstant(clock.instant(), zone).plusDays(1);
        var end = tomorrow.atStartOfDay(zone).toInstant();
        var from = call.query("from");
        var to = call.query("to");
        if (from.isEmpty() && to.isEmpty()) {
            var days = call.number("days", 1, DAYS_MAX, DAYS_USUAL);
            return new CostRange(
                    new Range(tomorrow.minusDays(days).atStartOfDay(zone).toInstant(), end), zone);
        }
        return new CostRange(between(from, to, zone, end), zone);
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw Refusal.of(ProblemCode.MALFORMED, "zone must name a time zone, such as Europe/Berlin or UTC");
        }
    }

    private static Range between(Optional<String> from, Optional<String> to, ZoneId zone, Instant end) {
        var last = to.map(it -> time("to", it, zone)).orElse(end);
        var first = from.map(it -> time("from", it, zone))
                .orElseThrow(() -> Refusal.of(ProblemCode.MALFORMED, "to needs a from, or use days"));
        if (!first.isBefore(last) || Duration.between(first, last).toDays() > DAYS_MAX + 1) {
            throw Refusal.of(
                    ProblemCode.MALFORMED, "from must be before to, and at most " + DAYS_MAX + " days before it");
        }
        return new Range(first, last);
    }

    private static Instant time(String name, String text, ZoneId zone) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(zone).toInstant();
        } catch (DateTimeException wrong) {
            throw Refusal.of(
                    ProblemCode.MALFORMED,
                    name + " must be a day or a moment in UTC, such as 2026-11-21 or 2026-11-21T12:00:00Z");
        }
    }
}
