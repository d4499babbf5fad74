package parley.agent.run;

import java.util.ArrayList;
import java.util.List;
import parley.agent.model.ModelId;
import parley.agent.model.ModelReply.Kind;

/** Which of an agent's models to try after what has happened to the ones before. */
final class FallbackChain {

    /** Failures after which the next model is preferred. */
    private static final int FAILURES_BEFORE_FALLBACK = 2;

    /** How often a model may find the prompt too long: the second time a shorter one did not help. */
    private static final int TOO_LONG_MAX = 2;

    private FallbackChain() {}

    /** The models that may still answer: those that have not failed often in the order of the chain, then the others. */
    static List<ModelId> next(List<ModelId> chain, List<Call> calls) {
        var fresh = new ArrayList<ModelId>();
        var tired = new ArrayList<ModelId>();
        for (var model : chain) {
            var past = calls.stream()
                    .filter(call -> call.intent().model().equals(model))
                    .toList();
            if (hopeless(past)) {
                continue;
            }
            (past.size() < FAILURES_BEFORE_FALLBACK ? fresh : tired).add(model);
        }
        fresh.addAll(tired);
        return List.copyOf(fresh);
    }

    static boolean foundPromptTooLong(Call call) {
        return call.failedWith(Kind.CONTEXT_TOO_LONG);
    }

    private static boolean hopeless(List<Call> past) {
        return past.stream().anyMatch(call -> call.failedWith(Kind.REJECTED) || call.failedWith(Kind.UNAUTHORISED))
                || past.stream().filter(FallbackChain::foundPromptTooLong).count() >= TOO_LONG_MAX;
    }
}
