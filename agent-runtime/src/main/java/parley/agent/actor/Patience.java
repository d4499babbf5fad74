package parley.agent.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import parley.agent.model.Cancellation;
import parley.agent.run.Backoff;
import parley.entity.Outcome;

/** Waits for answers and asks again; blocks, so it belongs on a virtual thread. */
final class Patience {

    private final Timing timing;

    Patience(Timing timing) {
        this.timing = timing;
    }

    /** The answer, however long it takes. */
    <R> R answer(Supplier<CompletionStage<Outcome<R>>> question) {
        return answer(question, Instant.MAX).orElseThrow();
    }

    /** The answer, or nothing where there is none by then. Asks at least once. */
    <R> Optional<R> answer(Supplier<CompletionStage<Outcome<R>>> question, Instant until) {
        var pause = Backoff.MIN;
        while (true) {
            switch (question.get().toCompletableFuture().join()) {
                case Outcome.Answered<R>(var reply) -> {
                    return Optional.of(reply);
                }
                case Outcome.Overloaded<R> _, Outcome.Unavailable<R> _ -> {}
            }
            if (timing.instant().plus(pause).isAfter(until)) {
                return Optional.empty();
            }
            pause(pause, new Cancellation());
            pause = Backoff.after(pause, timing.random());
        }
    }

    /** The result, or nothing where reading fails until then. */
    <T> Optional<T> result(Supplier<CompletionStage<T>> reading, Instant until) {
        return answer(
                () -> reading.get()
                        .<Outcome<T>>thenApply(Outcome.Answered::new)
                        .exceptionally(_ -> new Outcome.Unavailable<>()),
                until);
    }

    /** Waits, but not beyond the cancellation. */
    void pause(Duration length, Cancellation cancellation) {
        var over = new CompletableFuture<Void>();
        var revoke = timing.after(length, () -> over.complete(null));
        cancellation.onCancel(() -> over.complete(null));
        over.join();
        revoke.run();
    }
}
