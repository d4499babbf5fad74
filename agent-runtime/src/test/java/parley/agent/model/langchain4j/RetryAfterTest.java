package parley.agent.model.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every way of asking to wait is understood, and nonsense is nothing. */
class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    @Test
    void secondsMillisecondsAndDates() {
        assertThat(wait("Retry-After", "20")).contains(Duration.ofSeconds(20));
        assertThat(wait("Retry-After", "0.25")).contains(Duration.ofMillis(250));
        assertThat(wait("retry-after-ms", "1500")).contains(Duration.ofMillis(1500));
        assertThat(wait("Retry-After", "Sat, 21 Nov 2026 08:00:30 GMT")).contains(Duration.ofSeconds(30));
        assertThat(wait("Retry-After", "Sat, 21 Nov 2026 07:00:00 GMT")).contains(Duration.ZERO);
        assertThat(wait("Retry-After", "999999999999")).contains(Duration.ofDays(1));
    }

    @Test
    void nonsenseIsNothing() {
        assertThat(wait("Retry-After", "soon")).isEmpty();
        assertThat(wait("Retry-After", "-1")).isEmpty();
        assertThat(wait("Retry-After", "NaN")).isEmpty();
        assertThat(wait("Other", "1")).isEmpty();
    }

    private static Optional<Duration> wait(String name, String value) {
        return RetryAfter.of(HttpHeaders.of(Map.of(name, List.of(value)), (_, _) -> true), NOW);
    }
}
