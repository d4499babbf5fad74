package parley.agent.model.langchain4j;

import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import java.util.function.Consumer;

/** Hands on what cannot be read: LangChain4j would write it to the log, message text included, and go on. */
record GuardedListener(ServerSentEventListener listener, Consumer<RuntimeException> unreadable)
        implements ServerSentEventListener {

    @Override
    public void onOpen(SuccessfulHttpResponse response) {
        listener.onOpen(response);
    }

    @Override
    public void onEvent(ServerSentEvent event) {
        guard(() -> listener.onEvent(event));
    }

    @Override
    public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
        guard(() -> listener.onEvent(event, context));
    }

    @Override
    public void onError(Throwable error) {
        listener.onError(error);
    }

    @Override
    public void onClose() {
        listener.onClose();
    }

    private void guard(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException thrown) {
            unreadable.accept(thrown);
        }
    }
}
