package parley.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import parley.space.Reason;

/** A client can tell every refusal by a stable code and a fitting status. */
class ProblemTest {

    @Test
    void everyRefusalOfASpaceHasACodeOfItsOwn() {
        assertThat(Arrays.stream(Reason.values()).map(ProblemCode::of)).doesNotHaveDuplicates();
    }

    @Test
    void everyStatusIsAnError() {
        assertThat(ProblemCode.values()).allMatch(code -> code.status() >= 400 && code.status() < 600);
    }

    @Test
    void theObjectSaysWhatIsWrongWhereAndWhenToTryAgain() throws Exception {
        var problem = Problem.of(Reason.TEXT_TOO_LONG, "at most 16,384 characters")
                .at("/data/text")
                .retryAfter(Duration.ofMillis(1200));

        var json = new ObjectMapper().readTree(problem.json());

        assertThat(json).isEqualTo(new ObjectMapper().readTree("""
                {"type":"/problems/too-long","title":"Text too long","status":422,"detail":"at most 16,384 characters",
                 "code":"too_long","retryable":false,"retryAfterMs":1200,
                 "errors":[{"pointer":"/data/text","code":"too_long"}]}"""));
    }

    @Test
    void theWaitIsRoundedUpToSecondsInTheHeader() {
        var response = Problem.of(ProblemCode.OVERLOADED, "busy")
                .retryAfter(Duration.ofMillis(1200))
                .response();

        assertThat(response.status().intValue()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After").orElseThrow().value()).isEqualTo("2");
        assertThat(response.entity().getContentType().toString()).isEqualTo("application/problem+json");
    }
}
