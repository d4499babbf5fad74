package parley.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.gateway.rest.TestGateway.Person;

/** Money over HTTP is exact to the nano-dollar, exports hold what pages show, and nonsense is refused in words. */
class MoneyRoutesTest {
    @AutoClose
    private static final TestGateway gateway = new TestGateway();

    private static Person admin;

    @BeforeAll
    static void start() {
        admin = gateway.person("root", true);
        var now = gateway.clock.instant();
        gateway.costs.add("sp_a/t_1/0/0", now.minusSeconds(3), "a_jarvis", 1_000_000_001);
        gateway.costs.add("sp_a/t_2/0/0", now.minusSeconds(2), "=cmd()", 2);
        gateway.costs.add("sp_a/t_3/0/0", now.minusSeconds(1), "a_alice", 3);
        gateway.costs.add("sp_a/t_0/0/0", now.minus(Duration.ofDays(400)), "a_alice", 500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "366", "-1", "1.5", "ten", "1;drop", "99999999999999999999"})
    @Tag("G3")
    void daysAreOneTo365AndAnythingElseSaysSo(String days) {
        for (var page : List.of("summary", "series", "calls")) {
            var encoded = java.net.URLEncoder.encode(days, java.nio.charset.StandardCharsets.UTF_8);
            var answer = gateway.send("GET", "/v1/costs/" + page + "?days=" + encoded, null, admin);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().get("detail").asText()).contains("days", "1 to 365");
        }
    }

    @Test
    void theSummaryCountsTheRangeAndNoMore() {
        var sums = gateway.send("GET", "/v1/costs/summary?days=2", null, admin).body();

        assertThat(sums.get("spentNanoUsd").asText()).isEqualTo("1000000006");
        assertThat(sums.get("calls").asInt()).isEqualTo(3);
        assertThat(sums.get("heldNanoUsd").isTextual()).isTrue();
    }

    @Test
    void callsComeInPages() {
        var first = gateway.send("GET", "/v1/costs/calls?days=2&limit=2", null, admin);
        var link = first.header("Link");
        var second = gateway.send("GET", link.substring(1, link.indexOf('>')), null, admin);

        assertThat(first.body().get("calls")).hasSize(2);
        assertThat(second.body().get("calls")).hasSize(1);
        assertThat(second.body().get("next").asText()).isEmpty();
        assertThat(second.body().at("/calls/0/costNanoUsd").asText()).isEqualTo("1000000001");
    }

    @Test
    void theExportHoldsTheSameRowsAndNoFormula() {
        var csv = gateway.send("GET", "/v1/costs/calls?days=2", null, admin, Map.of("Accept", "text/csv"));

        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.header("Content-Disposition")).contains("attachment");
        var lines = csv.http().body().split("\r\n");
        assertThat(lines).hasSize(4);
        assertThat(lines[3]).contains("\"1.000000001\"", "\"a_jarvis\"");
        assertThat(lines[2]).contains("\"'=cmd()\"");
    }

    @Test
    void aRangeMayBeNamedByItsEnds() {
        assertThat(status("from=2026-01-01&to=2026-02-01")).isEqualTo(200);
        assertThat(status("from=2026-02-01&to=2026-01-01")).isEqualTo(400);
        assertThat(status("from=yesterday")).isEqualTo(400);
        assertThat(status("days=1&zone=Mars/Base")).isEqualTo(400);
    }

    private static int status(String query) {
        return gateway.send("GET", "/v1/costs/summary?" + query, null, admin).status();
    }

    @Test
    void aBudgetIsSetShownAndRemoved() {
        var body = Map.of("limit", "1.00", "period", "total", "zone", "UTC", "soft", List.of(50, 80, 90, 100));
        var set = gateway.send("PUT", "/v1/budgets/agent:a_jarvis", body, admin);

        assertThat(set.status()).as(set.http().body()).isEqualTo(200);
        assertThat(set.body().get("limit").asText()).isEqualTo("1.00");
        assertThat(set.body().get("spentNanoUsd").asText()).isEqualTo("0");
        assertThat(set.body().get("zone").asText()).isEqualTo("UTC");
        assertThat(gateway.send("GET", "/v1/budgets", null, admin).body().get("budgets"))
                .hasSize(1);
        assertThat(gateway.send("DELETE", "/v1/budgets/agent:a_jarvis", null, admin)
                        .status())
                .isEqualTo(204);
        assertThat(gateway.send("GET", "/v1/budgets/agent:a_jarvis", null, admin)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aBudgetThatMakesNoSenseIsRefused() {
        assertThat(budget(Map.of("limit", "1e9")).body().at("/errors/0/pointer").asText())
                .isEqualTo("/limit");
        assertThat(budget(Map.of("limit", "1", "period", "year")).status()).isEqualTo(422);
        assertThat(budget(Map.of("limit", "1", "zone", "Mars")).status()).isEqualTo(422);
        assertThat(budget(Map.of("limit", "1", "soft", List.of(90, 50))).status())
                .isEqualTo(422);
        assertThat(gateway.send("PUT", "/v1/budgets/nobody", Map.of("limit", "1"), admin)
                        .status())
                .isEqualTo(422);
    }

    private static TestGateway.Answer budget(Map<String, ?> body) {
        return gateway.send("PUT", "/v1/budgets/org", body, admin);
    }
}
