package parley.agent.run;

import java.util.Objects;
import java.util.Set;
import parley.agent.run.RunCommand.Close;
import parley.agent.run.RunCommand.GiveUp;
import parley.money.Cost;
import parley.space.Answer;
import parley.space.Reason;
import parley.space.SpaceCommand;
import parley.space.SpaceReply;
import parley.space.TurnFailure;
import parley.space.TurnId;

/**
 * What a run says to its space, and what it makes of the reply.
 *
 * @param asked what it is told to do where the space refuses its answer
 */
record RunSpeech(Run run, RunBrief asked) {

    private static final Set<Reason> TURN_OVER =
            Set.of(Reason.TURN_ENDED, Reason.NO_SUCH_TURN, Reason.NO_SUCH_SPACE, Reason.SPACE_ARCHIVED);

    SpaceCommand answer(Progress.Answering answering) {
        return answering.text().isBlank()
                ? new SpaceCommand.PassTurn(turn(), run.usage(), Cost.NONE)
                : new SpaceCommand.PostAnswer(
                        turn(),
                        answering.text(),
                        answering.mentions(),
                        new Answer(answering.model().toString(), run.usage(), Cost.NONE, 5));
    }

    SpaceCommand failure(Progress.Failing failing) {
        return new SpaceCommand.FailTurn(
                turn(), failing.failure(), failing.detail(), run.usage(), Cost.NONE, failing.partial());
    }

    RunCommand heardOfAnswer(SpaceReply reply) {
        return switch (reply) {
            case SpaceReply.Accepted _ -> new Close(RunOutcome.POSTED, Cost.NONE);
            case SpaceReply.Rejected(var reason, var detail) ->
                TURN_OVER.contains(reason)
                        ? new Close(RunOutcome.STOPPED, Cost.NONE)
                        : new GiveUp(asked, TurnFailure.MODEL, detail);
        };
    }

    static RunCommand heardOfFailure(SpaceReply reply) {
        return switch (reply) {
            case SpaceReply.Accepted _ -> new Close(RunOutcome.FAILED, Cost.NONE);
            case SpaceReply.Rejected _ -> new Close(RunOutcome.STOPPED, Cost.NONE);
        };
    }

    private TurnId turn() {
        return Objects.requireNonNull(run.brief()).turn();
    }
}
