package parley.agent.actor;

import java.util.Collection;
import java.util.List;
import parley.agent.AgentDefinition;
import parley.agent.context.ContextBuilder;
import parley.agent.model.ModelId;
import parley.agent.run.RunBrief;
import parley.ledger.CallId;
import parley.space.Member;

/**
 * What the next call of a run is made of, besides its model.
 *
 * @param models those that may still answer, first choice first
 * @param shorter whether a model has found the prompt too long
 */
record Task(
        RunBrief brief,
        AgentDefinition agent,
        ContextBuilder context,
        List<ModelId> models,
        Collection<Member> members,
        int attempt,
        boolean shorter) {

    /** Which call of the turn it is. */
    static final int STEP = 1;

    CallId call() {
        return brief.call(STEP, attempt);
    }
}
