package parley.agent.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parley.agent.model.ModelReply.FinishReason;
import parley.agent.model.ModelReply.Kind;
import parley.agent.run.Progress.Answering;
import parley.agent.run.Progress.Calling;
import parley.agent.run.Progress.Closed;
import parley.agent.run.Progress.Failing;
import parley.agent.run.Progress.New;
import parley.agent.run.Progress.Stopping;
import parley.agent.run.Progress.Waiting;
import parley.agent.run.RunCommand.Begin;
import parley.agent.run.RunCommand.Close;
import parley.agent.run.RunCommand.Complete;
import parley.agent.run.RunCommand.FailCall;
import parley.agent.run.RunCommand.GiveUp;
import parley.agent.run.RunCommand.Intend;
import parley.agent.run.RunCommand.Recover;
import parley.agent.run.RunCommand.Stop;
import parley.agent.run.RunEvent.CallAbandoned;
import parley.agent.run.RunEvent.CallCompleted;
import parley.agent.run.RunEvent.CallFailed;
import parley.agent.run.RunEvent.CallIntended;
import parley.agent.run.RunEvent.ReplyReady;
import parley.agent.run.RunEvent.RunClosed;
import parley.agent.run.RunEvent.RunFailed;
import parley.agent.run.RunEvent.RunRecovered;
import parley.agent.run.RunEvent.RunStarted;
import parley.agent.run.RunEvent.RunStopped;
import parley.entity.Decider;
import parley.entity.Decision;
import parley.ledger.CallId;
import parley.ledger.Usage;
import parley.money.Cost;
import parley.money.TokenCount;
import parley.space.TurnFailure;

/** What a run decides: every intention is stored before it is acted on, every result before anything follows from it. */
public final class RunRules implements Decider<Run, RunCommand, RunEvent, RunReply> {

    private static final Decision<RunEvent, RunReply> IGNORED = Decision.answer(new RunReply.Ignored());

    @Override
    public Run initial() {
        return Run.NONE;
    }

    @Override
    public Decision<RunEvent, RunReply> decide(Run run, RunCommand command, Instant now) {
        return switch (command) {
            case Begin begin -> begin(run, begin, now);
            case Intend(var call) -> intend(run, call, now);
            case Complete complete -> complete(run, complete, now);
            case FailCall failure -> failCall(run, failure, now);
            case GiveUp giveUp -> giveUp(run, giveUp, now);
            case Recover() -> recover(run, now);
            case Stop() -> stop(run, now);
            case Close close -> close(run, close, now);
        };
    }

    private static Decision<RunEvent, RunReply> begin(Run run, Begin begin, Instant now) {
        return run.progress() instanceof New
                ? store(List.of(new RunStarted(begin.brief(), now), new CallIntended(begin.call(), now)))
                : IGNORED;
    }

    private static Decision<RunEvent, RunReply> intend(Run run, CallIntent call, Instant now) {
        return run.progress() instanceof Waiting && call.attempt() == run.nextAttempt()
                ? store(List.of(new CallIntended(call, now)))
                : IGNORED;
    }

    private static Decision<RunEvent, RunReply> complete(Run run, Complete complete, Instant now) {
        var call = inFlight(run, complete.call());
        if (call.isEmpty()) {
            return IGNORED;
        }
        var completed = new CallCompleted(
                complete.call(), complete.text(), complete.usage(), complete.exact(), complete.finish(), now);
        if (run.progress() instanceof Stopping) {
            return store(List.of(completed));
        }
        if (complete.text().isBlank() && complete.finish() == FinishReason.CONTENT_FILTER) {
            return store(List.of(
                    completed,
                    new RunFailed(TurnFailure.MODEL, "the provider's content filter stopped the answer", "", now)));
        }
        var usage = run.usage().plus(complete.usage().tokens());
        var model = call.get().intent().model();
        return store(List.of(completed, new ReplyReady(complete.text(), complete.mentions(), model, usage, now)));
    }

    private Decision<RunEvent, RunReply> failCall(Run run, FailCall failure, Instant now) {
        var call = inFlight(run, failure.call());
        if (call.isEmpty()) {
            return IGNORED;
        }
        var failed = new CallFailed(
                failure.call(), failure.kind(), failure.detail(), failure.usage(), failure.partial(), now);
        if (run.progress() instanceof Stopping || mayTryAgain(evolve(run, failed), failure.kind())) {
            return store(List.of(failed));
        }
        var detail = ModelTrouble.text(call.get().intent().model(), failure.kind());
        return store(
                List.of(failed, new RunFailed(ModelTrouble.failure(failure.kind()), detail, failure.partial(), now)));
    }

    private static boolean mayTryAgain(Run run, Kind kind) {
        return kind != Kind.TIMEOUT && !run.nextModels().isEmpty();
    }

    private static Decision<RunEvent, RunReply> giveUp(Run run, GiveUp giveUp, Instant now) {
        var failed = new RunFailed(giveUp.failure(), giveUp.detail(), "", now);
        return switch (run.progress()) {
            case New() -> store(List.of(new RunStarted(giveUp.brief(), now), failed));
            case Waiting(), Answering(var _, var _, var _) -> store(List.of(failed));
            case Calling(), Failing(var _, var _, var _), Stopping(), Closed(var _, var _) -> IGNORED;
        };
    }

    private static Decision<RunEvent, RunReply> recover(Run run, Instant now) {
        if (!run.started() || run.closed()) {
            return IGNORED;
        }
        var events = new ArrayList<RunEvent>();
        events.add(new RunRecovered(now));
        run.inFlight().map(call -> abandoned(call, now)).ifPresent(events::add);
        if (hopeless(run)) {
            events.add(new RunFailed(TurnFailure.CRASHED, "the server stopped too often during this turn", "", now));
        }
        return store(events);
    }

    private static boolean hopeless(Run run) {
        return switch (run.progress()) {
            case Calling() ->
                run.recoveries() >= Run.RECOVERIES_MAX || run.nextModels().isEmpty();
            case Waiting(), Answering(var _, var _, var _) -> run.recoveries() >= Run.RECOVERIES_MAX;
            case New(), Failing(var _, var _, var _), Stopping(), Closed(var _, var _) -> false;
        };
    }

    private static Decision<RunEvent, RunReply> stop(Run run, Instant now) {
        return switch (run.progress()) {
            case New() -> store(List.of(new RunClosed(RunOutcome.STOPPED, TokenCount.NONE, Cost.NONE, now)));
            case Calling(), Waiting() -> store(List.of(new RunStopped(now)));
            // the space's answer to what is being posted says that the turn has ended
            case Answering(var _, var _, var _), Failing(var _, var _, var _) -> IGNORED;
            case Stopping(), Closed(var _, var _) -> IGNORED;
        };
    }

    private static Decision<RunEvent, RunReply> close(Run run, Close close, Instant now) {
        var closable = switch (run.progress()) {
            case Answering(var _, var _, var _), Failing(var _, var _, var _) -> true;
            case Stopping() -> run.inFlight().isEmpty();
            case New(), Calling(), Waiting(), Closed(var _, var _) -> false;
        };
        return closable ? store(List.of(new RunClosed(close.outcome(), run.usage(), close.cost(), now))) : IGNORED;
    }

    @Override
    public Run evolve(Run run, RunEvent event) {
        var seq = run.seq() + 1;
        return switch (event) {
            case RunStarted(var brief, var _) -> new Run(seq, brief, run.calls(), new Waiting(), 0);
            case CallIntended(var call, var at) ->
                new Run(seq, run.brief(), run.calls().plus(new Call(call, at, null)), new Calling(), 0);
            case CallCompleted(var call, var _, var usage, var exact, var _, var _) ->
                ended(run, call, new Call.End.Completed(usage, exact), 0);
            case CallFailed(var call, var kind, var _, var usage, var _, var at) ->
                ended(run, call, new Call.End.Failed(kind, usage, at), 0);
            case CallAbandoned(var call, var usage, var _) ->
                ended(run, call, new Call.End.Abandoned(usage), run.recoveries());
            case RunRecovered(var _) -> new Run(seq, run.brief(), run.calls(), run.progress(), run.recoveries() + 1);
            case ReplyReady(var text, var mentions, var model, var _, var _) ->
                moved(run, new Answering(text, mentions, model));
            case RunFailed(var failure, var detail, var partial, var _) ->
                moved(run, new Failing(failure, detail, partial));
            case RunStopped(var _) -> moved(run, new Stopping());
            case RunClosed(var outcome, var _, var cost, var _) -> moved(run, new Closed(outcome, cost));
        };
    }

    private static Run moved(Run run, Progress progress) {
        return new Run(run.seq() + 1, run.brief(), run.calls(), progress, 0);
    }

    private static Run ended(Run run, CallId id, Call.End end, int recoveries) {
        var calls = run.calls();
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).intent().id().equals(id)) {
                calls = calls.with(i, calls.get(i).ended(end));
            }
        }
        var progress = run.progress() instanceof Calling ? new Waiting() : run.progress();
        return new Run(run.seq() + 1, run.brief(), calls, progress, recoveries);
    }

    private static Optional<Call> inFlight(Run run, CallId id) {
        return run.inFlight().filter(call -> call.intent().id().equals(id));
    }

    private static RunEvent abandoned(Call call, Instant now) {
        return new CallAbandoned(call.intent().id(), Usage.of(call.intent().inputTokens(), 0), now);
    }

    private static Decision<RunEvent, RunReply> store(List<RunEvent> events) {
        return Decision.store(events, new RunReply.Accepted());
    }
}
