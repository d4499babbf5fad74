package parley.agent.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import parley.agent.run.Progress;
import parley.agent.run.Run;
import parley.agent.run.RunCommand;
import parley.agent.run.RunCommand.Close;
import parley.agent.run.RunCommand.GiveUp;
import parley.agent.run.RunOutcome;
import parley.money.Cost;
import parley.space.Answer;
import parley.space.Reason;
import parley.space.SpaceCommand;
import parley.space.SpaceReply;
import parley.space.TurnFailure;

/** Settles a run and tells the space how it ended: until the space has answered, and once however often it is told. */
final class Delivery {

    /** How long an answer waits for the ledger to say what it cost; without that, it shows what it cost at most. */
    static final Duration COST_WITHIN = Duration.ofSeconds(2);

    /** Why a space refuses an answer that nobody waits for any more. */
    private static final Set<Reason> TURN_OVER =
            EnumSet.of(Reason.TURN_ENDED, Reason.NO_SUCH_TURN, Reason.NO_SUCH_SPACE, Reason.SPACE_ARCHIVED);

    private final RunSurroundings around;
    private final Patience patience;
    private final Settlement settlement;

    Delivery(RunSurroundings around, Patience patience, Settlement settlement) {
        this.around = around;
        this.patience = patience;
        this.settlement = settlement;
    }

    /** Posts the answer, or passes where there is nothing to say. */
    RunCommand answer(Run run, Progress.Answering answering) {
        var brief = Objects.requireNonNull(run.brief());
        var cost = cost(run);
        var passes = answering.text().isBlank();
        var took =
                Duration.between(brief.grantedAt(), around.timing().instant()).toMillis();
        var answer = new Answer(answering.model().toString(), run.usage(), cost, took);
        var command = passes
                ? new SpaceCommand.PassTurn(brief.turn(), run.usage(), cost)
                : new SpaceCommand.PostAnswer(brief.turn(), answering.text(), answering.mentions(), answer);
        return switch (patience.answer(() -> around.spaces().send(brief.space(), command))) {
            case SpaceReply.Accepted _ -> close(run, passes ? RunOutcome.PASSED : RunOutcome.POSTED);
            case SpaceReply.Rejected(var reason, var detail) ->
                TURN_OVER.contains(reason)
                        ? close(run, answering.text())
                        : new GiveUp(brief, TurnFailure.MODEL, "The space refuses the answer: " + detail);
        };
    }

    /** Tells why there is no answer. */
    RunCommand fail(Run run, Progress.Failing failing) {
        var brief = Objects.requireNonNull(run.brief());
        var command = new SpaceCommand.FailTurn(
                brief.turn(), failing.failure(), failing.detail(), run.usage(), cost(run), failing.partial());
        return switch (patience.answer(() -> around.spaces().send(brief.space(), command))) {
            case SpaceReply.Accepted _ -> close(run, RunOutcome.FAILED);
            case SpaceReply.Rejected _ -> close(run, failing.partial());
        };
    }

    /** Closes a run whose turn the space has ended, after telling the space what it had come to. */
    RunCommand close(Run run, String partial) {
        var brief = Objects.requireNonNull(run.brief());
        var close = close(run, RunOutcome.STOPPED);
        var settle = new SpaceCommand.SettleTurn(brief.turn(), run.usage(), close.cost(), partial);
        var _ = patience.answer(() -> around.spaces().send(brief.space(), settle));
        return close;
    }

    private Close close(Run run, RunOutcome outcome) {
        return new Close(outcome, settlement.settle(run, Instant.MAX).orElseThrow());
    }

    private Cost cost(Run run) {
        return settlement
                .settle(run, around.timing().instant().plus(COST_WITHIN))
                .orElseGet(() -> Settlement.worstCase(run));
    }
}
