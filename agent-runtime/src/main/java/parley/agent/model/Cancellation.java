package parley.agent.model;

import java.util.concurrent.CompletableFuture;

/** Lets another thread end a call. Safe to use from any thread. */
public final class Cancellation {

    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

    /** Ends the call as soon as it can be; once is enough. */
    public void cancel() {
        cancelled.complete(null);
    }

    public boolean isCancelled() {
        return cancelled.isDone();
    }

    /** Runs {@code action} on cancellation, at once if that has happened. */
    public void onCancel(Runnable action) {
        var _ = cancelled.thenRun(action);
    }
}
