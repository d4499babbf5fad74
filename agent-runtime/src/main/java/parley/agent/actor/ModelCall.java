package parley.agent.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.agent.model.Cancellation;
import parley.agent.model.LanguageModel;
import parley.agent.model.ModelReply;
import parley.agent.model.ModelReply.Failed;
import parley.agent.model.ModelReply.FinishReason;
import parley.agent.model.ModelReply.Finished;
import parley.agent.model.ModelReply.Kind;
import parley.agent.model.ModelRequest;
import parley.ledger.StreamGuard;

/**
 * One call to a model under watch: it ends when the model does, or falls silent, or takes too long, or writes more than was paid for, or
 * is stopped, and never later than that, whatever the model does.
 */
final class ModelCall {

    /** How long a model may say nothing. */
    static final Duration SILENCE_MAX = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(ModelCall.class);

    private final ModelRequest request;
    private final Draft draft;
    private final Timing timing;
    private final StreamGuard guard;
    private final StringBuilder written = new StringBuilder();
    private final CompletableFuture<ModelReply> end = new CompletableFuture<>();
    private final Cancellation cancellation = new Cancellation();
    private Instant heard;

    ModelCall(ModelRequest request, Draft draft, Timing timing) {
        this.request = request;
        this.draft = draft;
        this.timing = timing;
        guard = new StreamGuard(request.maxOutputTokens());
        heard = timing.instant();
    }

    /** Makes the call and blocks until it has ended. */
    ModelReply make(LanguageModel model, Cancellation stop, Executor threads) {
        stop.onCancel(() -> cut(Kind.CANCELLED, "stopped"));
        var revoke = timing.after(request.deadline(), () -> cut(Kind.TIMEOUT, "no end within " + request.deadline()));
        watchSilence(SILENCE_MAX);
        threads.execute(() -> generate(model));
        var reply = end.join();
        revoke.run();
        cancellation.cancel();
        draft.end();
        return reply;
    }

    /** Bytes of UTF-8 that were written. */
    synchronized long bytes() {
        return guard.bytes();
    }

    private void generate(LanguageModel model) {
        try {
            if (!cancellation.isCancelled()) {
                end.complete(model.generate(request, this::heard, cancellation));
            }
        } catch (RuntimeException e) {
            LOG.error("the model {} threw, which is a mistake in its adapter", request.model(), e);
            cut(Kind.PROVIDER, "the adapter failed: " + e.getClass().getSimpleName());
        }
    }

    private void heard(String text) {
        if (written(text)) {
            draft.append(text);
        } else {
            cancellation.cancel();
        }
    }

    /** Takes note of more text; false where there is no use for it. */
    private synchronized boolean written(String text) {
        heard = timing.instant();
        if (end.isDone()) {
            return false;
        }
        if (!guard.allows(text)) {
            end.complete(new Finished(written.toString(), null, FinishReason.LENGTH));
            return false;
        }
        written.append(text);
        return true;
    }

    private void watchSilence(Duration wait) {
        if (end.isDone()) {
            return;
        }
        var revoke = timing.after(wait, this::checkSilence);
        var _ = end.thenRun(revoke);
    }

    private void checkSilence() {
        var left = Duration.between(timing.instant(), lastHeard().plus(SILENCE_MAX));
        if (left.isPositive()) {
            watchSilence(left);
            return;
        }
        cut(Kind.INTERRUPTED, "silent for " + SILENCE_MAX);
    }

    private synchronized Instant lastHeard() {
        return heard;
    }

    private void cut(Kind kind, String detail) {
        end.complete(new Failed(kind, detail, null, written()));
        cancellation.cancel();
    }

    private synchronized String written() {
        return written.toString();
    }
}
