package parley.agent.actor;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import parley.agent.model.Cancellation;
import parley.agent.run.Backoff;
import parley.agent.run.Progress;
import parley.agent.run.Run;
import parley.agent.run.RunBrief;
import parley.agent.run.RunCommand;
import parley.agent.run.RunId;
import parley.agent.run.RunReply;
import parley.agent.run.Runs;
import parley.ledger.LedgerCommand.Release;
import parley.presence.Activity;

/**
 * Does the work of one run, step by step: reads how far the run has got, does what follows, tells the run, and reads again. Nothing is
 * remembered between the steps but the call that is being made and what it wrote, so any step may be done again by another worker after a
 * crash.
 */
final class RunWorker {

    private final RunId id;
    private final Runs runs;
    private final RunSurroundings around;
    private final Patience patience;
    private final Settlement settlement;
    private final Delivery delivery;
    private final Cancellation stop = new Cancellation();
    private Prepared.@Nullable Ready mine;
    private String written = "";

    RunWorker(RunId id, Runs runs, RunSurroundings around) {
        this.id = id;
        this.runs = runs;
        this.around = around;
        patience = new Patience(around.timing());
        settlement = new Settlement(around.ledger(), patience);
        delivery = new Delivery(around, patience, settlement);
    }

    /** Ends what is under way as soon as it can be: the run has moved on. Safe to use from any thread. */
    void stop() {
        stop.cancel();
    }

    /** Works until the run is closed, or turns out to be another worker's. */
    void work() {
        around.drafts().does(id.space(), id.turn(), Activity.THINKING);
        if (read().started()) {
            tell(new RunCommand.Recover());
        }
        var more = true;
        while (more) {
            more = step(read());
        }
    }

    private boolean step(Run run) {
        return switch (run.progress()) {
            case Progress.New() -> prepare(run);
            case Progress.Waiting() -> retry(run);
            case Progress.Calling() -> call(run);
            case Progress.Answering answering -> next(delivery.answer(run, answering));
            case Progress.Failing failing -> next(delivery.fail(run, failing));
            case Progress.Stopping() -> run.inFlight().isPresent() ? call(run) : next(delivery.close(run, written));
            case Progress.Closed(var _, var _) -> closed();
        };
    }

    private boolean retry(Run run) {
        var brief = Objects.requireNonNull(run.brief());
        var _ = settlement.settle(run, brief.deadline());
        if (run.pauseHelps()) {
            patience.pause(pauseBefore(run, brief), stop);
        }
        return prepare(run);
    }

    /** Longer with every attempt, and never beyond the deadline. */
    private Duration pauseBefore(Run run, RunBrief brief) {
        var pause = Backoff.MIN;
        for (int attempt = 1; attempt < run.nextAttempt(); attempt++) {
            pause = Backoff.after(pause, around.timing().random());
        }
        var left = Duration.between(around.timing().instant(), brief.deadline());
        return pause.compareTo(left) < 0 ? pause : left;
    }

    private boolean prepare(Run run) {
        return switch (new Preparation(around, patience, id, stop).prepare(run)) {
            case Prepared.Ready ready -> intend(run, ready);
            case Prepared.Refused(var brief, var failure, var detail) ->
                next(new RunCommand.GiveUp(brief, failure, detail));
            case Prepared.Pointless() -> stop.isCancelled() || (run.started() && next(new RunCommand.Stop()));
        };
    }

    /** From here on the call is this worker's. Where the run has moved on meanwhile, the call is not made. */
    private boolean intend(Run run, Prepared.Ready ready) {
        mine = ready;
        var accepted = tell(
                run.started()
                        ? new RunCommand.Intend(ready.intent())
                        : new RunCommand.Begin(ready.brief(), ready.intent()));
        if (accepted || read().knows(ready.intent().id())) {
            return true;
        }
        mine = null;
        around.health().unused(ready.option().id());
        var _ = patience.answer(
                () -> around.ledger().ask(new Release(ready.intent().id())));
        return true;
    }

    private boolean call(Run run) {
        var intent = run.inFlight().orElseThrow().intent();
        var own = mine;
        if (own == null || !own.intent().id().equals(intent.id())) {
            return false;
        }
        mine = null;
        var command = new CallToModel(around, own, stop).make();
        written = switch (command) {
            case RunCommand.Complete complete -> complete.text();
            case RunCommand.FailCall failure -> failure.partial();
            case RunCommand _ -> "";
        };
        return next(command);
    }

    private boolean closed() {
        around.drafts().ended(id.space(), id.turn());
        return false;
    }

    private boolean next(RunCommand command) {
        var _ = tell(command);
        return true;
    }

    /** Whether the run took it; otherwise the next reading says how the run stands. */
    private boolean tell(RunCommand command) {
        return switch (patience.answer(() -> runs.send(id, command))) {
            case RunReply.Accepted() -> true;
            case RunReply.Ignored() -> false;
        };
    }

    private Run read() {
        return patience.answer(() -> runs.read(id));
    }
}
