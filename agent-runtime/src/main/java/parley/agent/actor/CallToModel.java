package parley.agent.actor;

import java.time.Duration;
import java.util.List;
import parley.agent.context.Mentions;
import parley.agent.model.Cancellation;
import parley.agent.model.ModelReply.Failed;
import parley.agent.model.ModelReply.Finished;
import parley.agent.model.ModelReply.Kind;
import parley.agent.model.ModelRequest;
import parley.agent.run.AnswerText;
import parley.agent.run.RunCommand;
import parley.ledger.HoldEstimator;
import parley.ledger.StreamGuard;
import parley.ledger.Usage;

/** Makes the call that a run has intended and says what came of it, with what it has used. */
final class CallToModel {

    private final RunSurroundings around;
    private final Prepared.Ready ready;
    private final Cancellation stop;

    CallToModel(RunSurroundings around, Prepared.Ready ready, Cancellation stop) {
        this.around = around;
        this.ready = ready;
        this.stop = stop;
    }

    /** Blocks until the call has ended. */
    RunCommand make() {
        if (stop.isCancelled()) {
            around.health().unused(ready.option().id());
            return failed(new Failed(Kind.NOT_SENT, "stopped before it was sent", null, ""));
        }
        var draft = new Draft(around.drafts(), ready.brief(), ready.intent().attempt(), around.timing());
        var reply = new ModelCall(request(), draft, around.timing())
                .make(ready.option().model(), stop, around.threads());
        around.health().ended(ready.option().id(), reply);
        return switch (reply) {
            case Finished finished -> finished(finished);
            case Failed failed -> failed(failed);
        };
    }

    /** With the time that is left now. */
    private ModelRequest request() {
        var request = ready.option().request();
        var left = Duration.between(around.timing().instant(), ready.brief().deadline());
        return new ModelRequest(
                request.model(),
                request.prompts(),
                request.maxOutputTokens(),
                left.isPositive() ? left : Duration.ZERO);
    }

    private RunCommand finished(Finished finished) {
        var text = AnswerText.of(finished.text());
        var mentions = Mentions.in(text, ready.brief().agent(), ready.members());
        var reported = finished.usage();
        var usage = reported == null ? counted(finished.text()) : reported;
        return new RunCommand.Complete(ready.intent().id(), text, mentions, usage, reported != null, finished.reason());
    }

    private RunCommand failed(Failed failed) {
        var written = new StreamGuard(ready.option().request().maxOutputTokens());
        var _ = written.allows(failed.partial());
        var usage = Usage.of(ready.intent().inputTokens(), written.tokensAbout());
        return new RunCommand.FailCall(
                ready.intent().id(), failed.kind(), failed.detail(), usage, AnswerText.of(failed.partial()));
    }

    /** Where the provider does not say what it used; never more than is held. */
    private Usage counted(String text) {
        var request = ready.option().request();
        var in = ready.option().texts().stream()
                .mapToLong(around.tokens()::applyAsInt)
                .sum();
        var out = Math.min(around.tokens().applyAsInt(text), request.maxOutputTokens());
        return Usage.of(in + HoldEstimator.usageAbout(List.of(), 0).uncachedIn(), out);
    }
}
