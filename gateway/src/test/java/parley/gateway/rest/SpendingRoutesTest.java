package parley.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import parley.gateway.rest.TestGateway.Person;

/** Whoever is in a space knows what is spent there, to the nano-dollar, and what may still be. */
class SpendingRoutesTest {
    @AutoClose
    private static final TestGateway gateway = new TestGateway();

    private static final Person admin = gateway.person("root", true);
    private static final Person ada = gateway.person("ada", false);

    @Test
    void membersSeeWhatIsLeftForTheirSpaceAndItsAgentsInTheCurrentPeriod() {
        var space = gateway.space(ada, "spending", true);
        var id = space.substring("/v1/spaces/".length());
        var agent = Map.of("name", "Miser", "models", List.of("offline/rules"), "colour", 3);
        gateway.send("POST", "/v1/agents", agent, admin);
        gateway.send("POST", space + "/members", Map.of("id", "a_miser"), ada);
        gateway.send("PUT", "/v1/budgets/space:" + id, Map.of("limit", "5.00", "period", "day"), admin);
        gateway.send("PUT", "/v1/budgets/agent:a_miser", Map.of("limit", "0.25"), admin);
        gateway.costs.add(id, "t_5/0/0", gateway.clock.instant().minus(Duration.ofDays(400)), "a_miser", 40);
        gateway.costs.add(id, "t_6/0/0", gateway.clock.instant(), "a_miser", 7);

        var answer = gateway.send("GET", space + "/spending", null, ada);

        assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
        var spending = answer.body();
        assertThat(spending.get("limitNanoUsd").asText()).isEqualTo("5000000000");
        assertThat(spending.get("leftNanoUsd").asText()).isEqualTo("5000000000");
        assertThat(spending.get("spentNanoUsd").asText()).isEqualTo("7");
        assertThat(spending.get("period").asText()).isEqualTo("day");
        assertThat(spending.get("costs")).hasSize(1);
        assertThat(spending.at("/costs/0/spentNanoUsd").asText()).isEqualTo("7");
        assertThat(spending.get("agents")).hasSize(1);
        assertThat(spending.at("/agents/0/leftNanoUsd").asText()).isEqualTo("250000000");
        assertThat(spending.at("/agents/0").hasNonNull("persona")).isFalse();
    }

    @Test
    void withoutABudgetASpaceHasSpentWhatItsAgentsEverCost() {
        var space = gateway.space(ada, "unlimited", true);
        var id = space.substring("/v1/spaces/".length());
        var yearsAgo = gateway.clock.instant().minus(Duration.ofDays(800));
        gateway.costs.add(id, "t_8/0/0", yearsAgo, "a_alice", 40);
        gateway.costs.add(id, "t_9/0/0", yearsAgo.plusSeconds(1), "a_jarvis", 2);

        var spending = gateway.send("GET", space + "/spending", null, ada).body();

        assertThat(spending.get("limitNanoUsd").isNull()).isTrue();
        assertThat(spending.get("period").isNull()).isTrue();
        assertThat(spending.get("spentNanoUsd").asText()).isEqualTo("42");
        assertThat(spending.at("/costs/0/agent").asText()).isEqualTo("a_alice");
        assertThat(spending.at("/costs/0/spentNanoUsd").asText()).isEqualTo("40");
        assertThat(spending.get("costs")).hasSize(2);
    }
}
