package parley.agent.model.resilience;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import parley.agent.model.ModelId;
import parley.agent.model.ModelReply;
import parley.agent.model.ModelReply.Kind;
import parley.agent.model.resilience.Admission.Admitted;
import parley.agent.model.resilience.Admission.Broken;
import parley.agent.model.resilience.Admission.Wait;

/** How well the models of this node's providers bear their calls; asked before each call and told how it ended. Never blocks. */
public final class ModelHealth {

    /** Models remembered; of more, those that were asked longest ago are forgotten. */
    static final int MODELS_MAX = 500;

    private final InstantSource clock;
    private final Map<ModelId, State> states = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ModelId, State> eldest) {
            return size() > MODELS_MAX;
        }
    };

    private record State(CircuitBreaker breaker, QuotaGate gate) {}

    public ModelHealth(InstantSource clock) {
        this.clock = clock;
    }

    /** Asks to make a call. Who is {@link Admitted} must tell {@link #ended} or {@link #unused}, once. */
    public synchronized Admission admit(ModelId model) {
        var now = clock.instant();
        var state = state(model);
        if (!state.breaker().allows(now)) {
            return new Broken(state.breaker().opensAt(now));
        }
        if (!state.gate().allows(now)) {
            return new Wait(state.gate().opensAt(now));
        }
        state.breaker().begin();
        state.gate().begin();
        return new Admitted();
    }

    /** The call was not made after all. */
    public synchronized void unused(ModelId model) {
        state(model).breaker().forget();
        state(model).gate().end();
    }

    /** The call ended. Only what the provider's side did wrong counts against the model. */
    public synchronized void ended(ModelId model, ModelReply reply) {
        var state = state(model);
        state.gate().end();
        switch (reply) {
            case ModelReply.Finished _ -> {
                state.breaker().succeeded();
                state.gate().succeeded();
            }
            case ModelReply.Failed failed -> failed(state, failed);
        }
    }

    private void failed(State state, ModelReply.Failed failed) {
        var now = clock.instant();
        if (failed.kind() == Kind.RATE_LIMITED || failed.retryAfter() != null) {
            state.gate().refused(failed.retryAfter(), now);
        }
        switch (failed.kind()) {
            case NOT_SENT, PROVIDER, INTERRUPTED -> state.breaker().failed(now);
            case RATE_LIMITED -> state.breaker().forget();
            case CONTEXT_TOO_LONG, REJECTED, UNAUTHORISED -> state.breaker().succeeded();
            case CANCELLED, TIMEOUT -> state.breaker().forget();
        }
    }

    synchronized int size() {
        return states.size();
    }

    private State state(ModelId model) {
        return states.computeIfAbsent(model, _ -> new State(new CircuitBreaker(), new QuotaGate()));
    }
}
