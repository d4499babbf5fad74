package parley.agent.run;

import java.time.Instant;
import java.util.List;
import parley.agent.model.ModelId;
import parley.agent.model.ModelReply.FinishReason;
import parley.agent.model.ModelReply.Kind;
import parley.ledger.CallId;
import parley.ledger.Usage;
import parley.money.Cost;
import parley.money.TokenCount;
import parley.space.MemberId;
import parley.space.TurnFailure;

/** What happened in a run. Stored for ever: add, never rename, re-type or re-use. */
public sealed interface RunEvent {

    /** When the run decided it, by the server's clock. */
    Instant at();

    record RunStarted(RunBrief brief, Instant at) implements RunEvent {}

    /** A model is about to be called; stored before the call is made. */
    record CallIntended(CallIntent call, Instant at) implements RunEvent {}

    /**
     * A model finished; stored before anything follows from it.
     *
     * @param exact false where the usage was counted here
     */
    record CallCompleted(CallId call, String text, Usage usage, boolean exact, FinishReason finish, Instant at)
            implements RunEvent {}

    /**
     * A model did not finish.
     *
     * @param usage as counted here
     * @param partial what had been written; may be empty
     */
    record CallFailed(CallId call, Kind kind, String detail, Usage usage, String partial, Instant at)
            implements RunEvent {}

    /**
     * A call was in flight when its process ended; what became of it is not known.
     *
     * @param usage what is charged for it until the provider says more
     */
    record CallAbandoned(CallId call, Usage usage, Instant at) implements RunEvent {}

    /** Another process took over. */
    record RunRecovered(Instant at) implements RunEvent {}

    /**
     * The answer is known; stored before it is posted.
     *
     * @param text blank where the agent had nothing to say
     * @param usage of the whole turn
     */
    record ReplyReady(String text, List<MemberId> mentions, ModelId model, TokenCount usage, Instant at)
            implements RunEvent {}

    /** There will be no answer; stored before the space is told. */
    record RunFailed(TurnFailure failure, String detail, String partial, Instant at) implements RunEvent {}

    /** The space ended the turn before the run did. */
    record RunStopped(Instant at) implements RunEvent {}

    /** Everything is settled and the space knows. */
    record RunClosed(RunOutcome outcome, TokenCount usage, Cost cost, Instant at) implements RunEvent {}
}
