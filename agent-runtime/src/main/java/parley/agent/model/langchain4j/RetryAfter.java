package parley.agent.model.langchain4j;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long a provider asks to wait: {@code retry-after-ms}, or {@code Retry-After} in seconds or as a date. */
final class RetryAfter {

    /** Nobody waits longer; a provider that asks for more is unusable for now in any case. */
    private static final Duration MAX = Duration.ofDays(1);

    private RetryAfter() {}

    static Optional<Duration> of(HttpHeaders headers, Instant now) {
        return headers.firstValue("retry-after-ms")
                .flatMap(text -> number(text, 1))
                .or(() -> headers.firstValue("retry-after")
                        .flatMap(text -> number(text, 1_000).or(() -> date(text, now))));
    }

    private static Optional<Duration> number(String text, int millisPerUnit) {
        try {
            var millis = Double.parseDouble(text.strip()) * millisPerUnit;
            return millis >= 0 ? Optional.of(limited(Duration.ofMillis((long) Math.ceil(millis)))) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> date(String text, Instant now) {
        try {
            var until = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(until.isAfter(now) ? limited(Duration.between(now, until)) : Duration.ZERO);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Duration limited(Duration wait) {
        return wait.compareTo(MAX) > 0 ? MAX : wait;
    }
}
