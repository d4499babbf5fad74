package parley.agent.run;

import java.util.List;
import parley.agent.model.ModelReply.FinishReason;
import parley.agent.model.ModelReply.Kind;
import parley.ledger.CallId;
import parley.ledger.Usage;
import parley.money.Cost;
import parley.space.MemberId;
import parley.space.TurnFailure;

/** What a run can be told. Every command given twice has the effect of once. */
public sealed interface RunCommand {

    /** Starts the run with its first call, whose worst case is held: one write for both. */
    record Begin(RunBrief brief, CallIntent call) implements RunCommand {}

    /** The next attempt is about to be made; its worst case is held. */
    record Intend(CallIntent call) implements RunCommand {}

    /**
     * The model finished.
     *
     * @param mentions the members that its text mentions
     */
    record Complete(CallId call, String text, List<MemberId> mentions, Usage usage, boolean exact, FinishReason finish)
            implements RunCommand {}

    /** The model did not finish. */
    record FailCall(CallId call, Kind kind, String detail, Usage usage, String partial) implements RunCommand {}

    /** There will be no answer. Also starts a run that cannot make its first call. */
    record GiveUp(RunBrief brief, TurnFailure failure, String detail) implements RunCommand {}

    /** The process that ran it is gone; another one takes over. */
    record Recover() implements RunCommand {}

    /** The space has ended the turn. */
    record Stop() implements RunCommand {}

    /** Everything is settled and the space knows. */
    record Close(RunOutcome outcome, Cost cost) implements RunCommand {}
}
