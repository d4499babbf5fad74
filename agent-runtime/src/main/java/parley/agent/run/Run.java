package parley.agent.run;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;
import parley.agent.model.ModelId;
import parley.entity.EntityState;
import parley.ledger.CallId;
import parley.money.TokenCount;

/**
 * An agent's turn as it stands.
 *
 * @param brief null before the run starts
 * @param calls every attempt, oldest first
 * @param recoveries how often another process took over since the run last made progress
 */
public record Run(long seq, @Nullable RunBrief brief, PVector<Call> calls, Progress progress, int recoveries)
        implements EntityState {

    /** Attempts at one step. */
    public static final int ATTEMPTS_MAX = 3;

    /** Take-overs without progress; one more and the run is given up. */
    public static final int RECOVERIES_MAX = 3;

    static final Run NONE = new Run(0, null, TreePVector.empty(), new Progress.New(), 0);

    public boolean started() {
        return brief != null;
    }

    public boolean closed() {
        return progress instanceof Progress.Closed;
    }

    /** The call that has not ended, of which there is at most one. */
    public Optional<Call> inFlight() {
        return calls.isEmpty() || !last().inFlight() ? Optional.empty() : Optional.of(last());
    }

    /** Which attempt at the step comes next, from 1. */
    public int nextAttempt() {
        return calls.size() + 1;
    }

    /** The models that may still answer, first choice first; empty where the run has to give up. */
    public List<ModelId> nextModels() {
        return brief == null || nextAttempt() > ATTEMPTS_MAX ? List.of() : FallbackChain.next(brief.models(), calls);
    }

    /** Whether a model found the prompt too long, so that the next one is to be shorter. */
    public boolean promptTooLong() {
        return calls.stream().anyMatch(FallbackChain::foundPromptTooLong);
    }

    /** Whether the next attempt should leave the provider a moment. */
    public boolean pauseHelps() {
        return !calls.isEmpty() && last().troubled();
    }

    /** Whether an attempt is one of this run's. */
    public boolean knows(CallId call) {
        return calls.stream().anyMatch(known -> known.intent().id().equals(call));
    }

    /** What the turn has used so far. */
    public TokenCount usage() {
        return calls.stream().map(call -> call.usage().tokens()).reduce(TokenCount.NONE, TokenCount::plus);
    }

    Call last() {
        return calls.get(calls.size() - 1);
    }
}
