package parley.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.gateway.access.LimitSettings;

/** Too much of anything is refused with the time to wait, and only for those who send it. */
class LimitsTest {

    @Test
    @Tag("V1")
    @Tag("V14")
    void whoIsTooFastIsToldHowLongToWaitAndOthersAreNot() {
        try (var gateway = new TestGateway(new LimitSettings.Rate(0.01, 5))) {
            var fast = gateway.person("fast", false);
            var calm = gateway.person("calm", false);

            for (var i = 4; i >= 0; i--) {
                var answer = gateway.send("GET", "/v1/me", null, fast);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("RateLimit")).startsWith("\"requests\";r=" + i + ";");
                assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"requests\";q=5;w=500");
            }
            var refused = gateway.send("GET", "/v1/me", null, fast);

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.body().get("retryAfterMs").asLong()).isPositive();
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(90, 100);
            assertThat(gateway.send("GET", "/v1/me", null, calm).status()).isEqualTo(200);
        }
    }

    @Test
    @Tag("V1")
    void anAddressThatProvesNothingIsLimitedToo() {
        try (var gateway = new TestGateway(new LimitSettings.Rate(0.01, 2))) {
            var answers = new java.util.ArrayList<Integer>();
            for (var i = 0; i < 20; i++) {
                answers.add(gateway.send("GET", "/v1/me", null, Map.of("Authorization", "Bearer guess" + i))
                        .status());
            }

            assertThat(answers.subList(0, 16)).containsOnly(401);
            assertThat(answers.subList(16, 20)).containsOnly(429);
            assertThat(gateway.send("GET", "/health/live", null, Map.of()).status())
                    .isEqualTo(200);
        }
    }

    @Test
    @Tag("V1")
    @Tag("V14")
    void messagesToOneSpaceComeOnlySoFastOverRestToo() {
        var burst = 3;
        var limits = TestGateway.limits(TestGateway.UNLIMITED, new LimitSettings.Rate(0.01, burst));
        try (var gateway = new TestGateway(limits)) {
            var fast = gateway.person("fast", false);
            var calm = gateway.person("calm", false);
            var space = gateway.space(fast, "busy", false);
            var other = gateway.space(fast, "other", false);
            gateway.join(space, fast, calm);
            for (var i = 0; i < burst; i++) {
                gateway.post(space, fast, "message " + i);
            }

            var refused = gateway.send("PUT", space + "/messages/" + Ulids.next(), Map.of("text", "one more"), fast);

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.code()).isEqualTo("rate_limited");
            assertThat(refused.body().path("detail").asText()).contains("3 at once");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(90, 100);
            gateway.post(space, calm, "from somebody else");
            gateway.post(other, fast, "to another space");
        }
    }

    @Test
    void guessingAPasswordIsThrottled() {
        try (var gateway = new TestGateway()) {
            var body = Map.of("name", "nobody", "password", "guess");
            for (var i = 0; i < 10; i++) {
                var wrong = gateway.send("POST", "/v1/auth/login", body, Map.of());
                assertThat(wrong.code()).isEqualTo("credentials_wrong");
            }

            var throttled = gateway.send("POST", "/v1/auth/login", body, Map.of());

            assertThat(throttled.status()).isEqualTo(429);
            assertThat(throttled.header("Retry-After")).isNotEmpty();
        }
    }

    @Test
    void readinessSaysWhatIsMissing() {
        try (var gateway = new TestGateway()) {
            assertThat(gateway.send("GET", "/health/ready", null, Map.of()).status())
                    .isEqualTo(200);

            gateway.missing = "the store does not answer";

            var answer = gateway.send("GET", "/health/ready", null, Map.of());
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body().get("detail").asText()).isEqualTo("the store does not answer");
            assertThat(gateway.send("GET", "/health/live", null, Map.of()).status())
                    .isEqualTo(200);
        }
    }
}
