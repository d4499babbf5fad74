package parley.agent.model.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.agent.model.ModelId;
import parley.agent.model.ModelReply;
import parley.agent.model.ModelReply.Failed;
import parley.agent.model.ModelReply.FinishReason;
import parley.agent.model.ModelReply.Finished;
import parley.agent.model.ModelReply.Kind;
import parley.agent.model.resilience.Admission.Admitted;
import parley.agent.model.resilience.Admission.Broken;
import parley.agent.model.resilience.Admission.Wait;

/** A provider in trouble is left alone, and asked again carefully. */
@Tag("W23")
class ModelHealthTest {

    private static final ModelId MODEL = ModelId.parse("openai/large");
    private static final ModelReply FINE = new Finished("ok", null, FinishReason.STOP);

    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final ModelHealth health = new ModelHealth(() -> now);

    @Test
    void fiveFailuresInARowOpenTheBreaker() {
        for (int i = 0; i < CircuitBreaker.IN_A_ROW; i++) {
            call(failed(Kind.PROVIDER));
        }

        assertThat(health.admit(MODEL)).isEqualTo(new Broken(now.plus(CircuitBreaker.OPEN_MIN)));
        assertThat(health.admit(ModelId.parse("ollama/small"))).isEqualTo(new Admitted());
    }

    @Test
    void halfOfTwentyOpenTheBreaker() {
        for (int i = 0; i < CircuitBreaker.REMEMBERED / 2 - 1; i++) {
            call(FINE);
            call(failed(Kind.INTERRUPTED));
        }
        call(FINE);
        assertThat(health.admit(MODEL)).isEqualTo(new Admitted());

        health.ended(MODEL, failed(Kind.NOT_SENT));

        assertThat(health.admit(MODEL)).isInstanceOf(Broken.class);
    }

    @Test
    void aProbeDecidesAndAFailedOneDoublesThePause() {
        for (int i = 0; i < CircuitBreaker.IN_A_ROW; i++) {
            call(failed(Kind.PROVIDER));
        }

        pass(CircuitBreaker.OPEN_MIN);
        assertThat(health.admit(MODEL)).isEqualTo(new Admitted());
        assertThat(health.admit(MODEL)).isInstanceOf(Broken.class);
        health.ended(MODEL, failed(Kind.PROVIDER));
        assertThat(health.admit(MODEL)).isEqualTo(new Broken(now.plus(CircuitBreaker.OPEN_MIN.multipliedBy(2))));
        pass(CircuitBreaker.OPEN_MIN.multipliedBy(2));
        call(FINE);

        assertThat(health.admit(MODEL)).isEqualTo(new Admitted());
        assertThat(health.admit(MODEL)).isEqualTo(new Admitted());
    }

    @Test
    void aProbeThatTellsNothingIsFollowedByAnother() {
        for (int i = 0; i < CircuitBreaker.IN_A_ROW; i++) {
            call(failed(Kind.PROVIDER));
        }
        pass(CircuitBreaker.OPEN_MIN);

        call(failed(Kind.CANCELLED));

        assertThat(health.admit(MODEL)).isEqualTo(new Admitted());
    }

    @Test
    void whatTheCallerDidWrongIsNotTheProvidersFault() {
        for (int i = 0; i < 3 * CircuitBreaker.REMEMBERED; i++) {
            call(failed(Kind.REJECTED));
            call(failed(Kind.CANCELLED));
        }

        assertThat(health.admit(MODEL)).isEqualTo(new Admitted());
    }

    @Test
    void everybodyWaitsAsLongAsTheProviderAsks() {
        call(refused(Duration.ofSeconds(7)));

        assertThat(health.admit(MODEL)).isEqualTo(new Wait(now.plusSeconds(7)));
        pass(Duration.ofSeconds(7));
        assertThat(health.admit(MODEL)).isEqualTo(new Admitted());
    }

    @Test
    void reopensOneCallAtATimeAndDoublesWithEachSuccess() {
        call(refused(Duration.ofSeconds(7)));
        pass(Duration.ofSeconds(7));

        assertThat(health.admit(MODEL)).isEqualTo(new Admitted());
        assertThat(health.admit(MODEL)).isEqualTo(new Wait(now.plus(QuotaGate.FULL)));
        health.ended(MODEL, FINE);
        assertThat(health.admit(MODEL)).isEqualTo(new Admitted());
        assertThat(health.admit(MODEL)).isEqualTo(new Admitted());
        assertThat(health.admit(MODEL)).isInstanceOf(Wait.class);
    }

    @Test
    void waitsLongerEachTimeTheProviderRefusesWithoutSayingHowLong() {
        call(refused(null));
        assertThat(health.admit(MODEL)).isEqualTo(new Wait(now.plus(QuotaGate.WAIT_MIN)));
        pass(QuotaGate.WAIT_MIN);
        call(refused(null));

        assertThat(health.admit(MODEL)).isEqualTo(new Wait(now.plus(QuotaGate.WAIT_MIN.multipliedBy(2))));
    }

    @Test
    void boundsTheCallsInFlight() {
        for (int i = 0; i < QuotaGate.IN_FLIGHT_MAX; i++) {
            assertThat(health.admit(MODEL)).isEqualTo(new Admitted());
        }

        assertThat(health.admit(MODEL)).isInstanceOf(Wait.class);
        health.unused(MODEL);
        assertThat(health.admit(MODEL)).isEqualTo(new Admitted());
    }

    @Test
    @Tag("G2")
    void remembersABoundedNumberOfModels() {
        for (int i = 0; i < 2 * ModelHealth.MODELS_MAX; i++) {
            health.admit(new ModelId("openai", "model-" + i));
        }

        assertThat(health.size()).isEqualTo(ModelHealth.MODELS_MAX);
    }

    private void call(ModelReply reply) {
        assertThat(health.admit(MODEL)).isEqualTo(new Admitted());
        health.ended(MODEL, reply);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private static ModelReply failed(Kind kind) {
        return new Failed(kind, "trouble", null, "");
    }

    private static ModelReply refused(@Nullable Duration retryAfter) {
        return new Failed(Kind.RATE_LIMITED, "429", retryAfter, "");
    }
}
