package parley.agent.run;

import java.util.List;
import parley.agent.model.ModelId;
import parley.money.Cost;
import parley.space.MemberId;
import parley.space.TurnFailure;

/** How far a run has got, and so what is to be done next. */
public sealed interface Progress {

    /** Nothing is stored: prepare the first call. */
    record New() implements Progress {}

    /** A call is in flight. */
    record Calling() implements Progress {}

    /** A call has ended without an answer: prepare the next attempt. */
    record Waiting() implements Progress {}

    /**
     * The answer is known: settle and post it.
     *
     * @param text blank where the agent had nothing to say
     * @param model which model wrote it
     */
    record Answering(String text, List<MemberId> mentions, ModelId model) implements Progress {}

    /**
     * There will be no answer: settle and say so.
     *
     * @param detail for people
     * @param partial what had been written; may be empty
     */
    record Failing(TurnFailure failure, String detail, String partial) implements Progress {}

    /** The space has ended the turn: end the call in flight, settle. */
    record Stopping() implements Progress {}

    /** Nothing is left to do. */
    record Closed(RunOutcome outcome, Cost cost) implements Progress {}
}
