package parley.agent.model.offline;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import parley.agent.model.Cancellation;
import parley.agent.model.LanguageModel;
import parley.agent.model.ModelListener;
import parley.agent.model.ModelReply;
import parley.agent.model.ModelReply.FinishReason;
import parley.agent.model.ModelReply.Kind;
import parley.agent.model.ModelRequest;
import parley.agent.model.Prompt;
import parley.agent.model.Tokens;
import parley.ledger.Usage;

/** A model without network or weights: the same prompts get the same answer, written piece by piece. */
final class OfflineModel implements LanguageModel {

    private final Script script;
    private final Pace pace;

    OfflineModel(Script script, Pace pace) {
        this.script = script;
        this.pace = pace;
    }

    @Override
    public ModelReply generate(ModelRequest request, ModelListener listener, Cancellation cancellation) {
        return new Call(request, listener, cancellation).run();
    }

    /** One answer being written. */
    private final class Call {

        private final long startedNanos = System.nanoTime();
        private final StringBuilder written = new StringBuilder();
        private final CountDownLatch stop = new CountDownLatch(1);
        private final ModelRequest request;
        private final ModelListener listener;

        Call(ModelRequest request, ModelListener listener, Cancellation cancellation) {
            this.request = request;
            this.listener = listener;
            cancellation.onCancel(stop::countDown);
        }

        ModelReply run() {
            var answer = script.answer(Conversation.of(request.prompts()));
            var tokens = 0L;
            for (var piece : Tokens.pieces(answer, request.maxOutputTokens())) {
                var ended = write(piece);
                if (ended != null) {
                    return ended;
                }
                tokens += piece.tokens();
            }
            var read = request.prompts().stream()
                    .map(Prompt::text)
                    .mapToLong(Tokens::count)
                    .sum();
            var reason = written.length() == answer.length() ? FinishReason.STOP : FinishReason.LENGTH;
            return new ModelReply.Finished(written.toString(), Usage.of(read, tokens), reason);
        }

        private @Nullable ModelReply write(Tokens.Piece piece) {
            if (isStopped()) {
                return failed(Kind.CANCELLED, "stopped while writing");
            }
            if (left().isNegative()) {
                return failed(Kind.TIMEOUT, "not written within " + request.deadline());
            }
            written.append(piece.text());
            try {
                listener.onText(piece.text());
                return null;
            } catch (RuntimeException thrown) {
                return failed(
                        Kind.CANCELLED,
                        "the listener failed: " + thrown.getClass().getName());
            }
        }

        /** Waits until the next piece is due, the deadline passes or the call is cancelled. */
        private boolean isStopped() {
            var pause = written.isEmpty() ? Duration.ZERO : pace.betweenPieces();
            var wait = pause.compareTo(left()) < 0 ? pause : left().plusMillis(1);
            try {
                return stop.await(wait.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return true;
            }
        }

        private Duration left() {
            return request.deadline().minusNanos(System.nanoTime() - startedNanos);
        }

        private ModelReply failed(Kind kind, String detail) {
            return new ModelReply.Failed(kind, detail, null, written.toString());
        }
    }
}
