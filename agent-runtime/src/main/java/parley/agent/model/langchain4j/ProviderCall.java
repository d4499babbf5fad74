package parley.agent.model.langchain4j;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import parley.agent.model.Cancellation;
import parley.agent.model.ModelListener;
import parley.agent.model.ModelReply;
import parley.agent.model.ModelReply.FinishReason;
import parley.agent.model.ModelReply.Kind;
import parley.agent.model.ModelRequest;

/**
 * One call: a virtual thread reads what the provider sends, the caller's thread hears it and watches the clock. Nothing
 * outlives the call but a thread on its way out.
 */
final class ProviderCall implements StreamingChatResponseHandler {

    private sealed interface Signal {

        record Text(String text) implements Signal {}

        record Completed(ChatResponse response) implements Signal {}

        record Broken(Throwable cause) implements Signal {}

        /** Everything was read; without a completion before, it was not all. */
        record Ended() implements Signal {}

        record Cancelled() implements Signal {}
    }

    private final long startedNanos = System.nanoTime();
    /** Bounded by the longest answer that a {@link Connection} reads. */
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();

    private final StringBuilder written = new StringBuilder();
    private final ProviderSettings settings;
    private final ModelRequest request;
    private final Connection connection;

    ProviderCall(ProviderSettings settings, HttpClient connections, ModelRequest request) {
        this.settings = settings;
        this.request = request;
        this.connection = new Connection(connections, settings, request);
    }

    ModelReply run(ModelListener listener, Cancellation cancellation) {
        if (cancellation.isCancelled()) {
            return failed(Kind.CANCELLED, "cancelled before it was sent");
        }
        var reader = Thread.ofVirtual().name("model-" + settings.name()).start(this::read);
        cancellation.onCancel(() -> signals.add(new Signal.Cancelled()));
        try {
            return listen(listener, cancellation);
        } finally {
            connection.abort();
            reader.interrupt();
        }
    }

    private void read() {
        try {
            ChatModels.of(settings, request, connection)
                    .chat(ChatMessages.of(request.prompts(), settings.kind()), this);
            signals.add(new Signal.Ended());
        } catch (RuntimeException thrown) {
            signals.add(new Signal.Broken(thrown));
        }
    }

    private ModelReply listen(ModelListener listener, Cancellation cancellation) {
        while (true) {
            if (cancellation.isCancelled()) {
                return failed(Kind.CANCELLED, "cancelled");
            }
            var left = request.deadline().minusNanos(System.nanoTime() - startedNanos);
            if (left.isNegative()) {
                return failed(Kind.TIMEOUT, "not finished within " + request.deadline());
            }
            var patience = settings.stallTimeout().minus(connection.silence());
            if (patience.isNegative() && signals.isEmpty()) {
                return failed(Kind.INTERRUPTED, "nothing was heard for " + settings.stallTimeout());
            }
            var ended = heard(listener, left.compareTo(patience) < 0 ? left : patience);
            if (ended != null) {
                return ended;
            }
        }
    }

    private @Nullable ModelReply heard(ModelListener listener, Duration atMost) {
        try {
            return switch (signals.poll(Math.max(0, atMost.toMillis()) + 1, TimeUnit.MILLISECONDS)) {
                case null -> null;
                case Signal.Text(var text) -> write(listener, text);
                case Signal.Completed(var response) -> completed(response);
                case Signal.Broken(var cause) -> Failures.of(connection, cause, written.toString());
                case Signal.Ended _ -> failed(Kind.INTERRUPTED, "the answer was cut short");
                case Signal.Cancelled _ -> null;
            };
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return failed(Kind.CANCELLED, "the calling thread was interrupted");
        }
    }

    private @Nullable ModelReply write(ModelListener listener, String text) {
        written.append(text);
        try {
            listener.onText(text);
            return null;
        } catch (RuntimeException thrown) {
            return failed(
                    Kind.CANCELLED, "the listener failed: " + thrown.getClass().getName());
        }
    }

    /** A stream that ends without saying why was cut. */
    private ModelReply completed(ChatResponse response) {
        var broken = connection.broken();
        if (broken != null) {
            return Failures.of(connection, broken, written.toString());
        }
        var reason = response.finishReason();
        if (reason == null) {
            return failed(Kind.INTERRUPTED, "the answer was cut short");
        }
        return new ModelReply.Finished(written.toString(), Usages.of(response.tokenUsage()), reason(reason));
    }

    private static FinishReason reason(dev.langchain4j.model.output.FinishReason reason) {
        return switch (reason) {
            case LENGTH -> FinishReason.LENGTH;
            case CONTENT_FILTER -> FinishReason.CONTENT_FILTER;
            case STOP, TOOL_EXECUTION, OTHER -> FinishReason.STOP;
        };
    }

    private ModelReply failed(Kind kind, String detail) {
        return new ModelReply.Failed(kind, settings.name() + ": " + detail, null, written.toString());
    }

    @Override
    public void onPartialResponse(String text) {
        if (!text.isEmpty()) {
            signals.add(new Signal.Text(text));
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        signals.add(new Signal.Completed(response));
    }

    @Override
    public void onError(Throwable error) {
        signals.add(new Signal.Broken(error));
    }
}
