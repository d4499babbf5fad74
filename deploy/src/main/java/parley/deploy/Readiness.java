package parley.deploy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Whether clients should be sent to this node: it is one of the cluster, it is not going down, and its store answers. */
final class Readiness implements Supplier<Optional<String>> {

    static final Duration STORE_PATIENCE = Duration.ofSeconds(2);

    /** However many ask, the store is asked so rarely. */
    static final Duration ASKED_EVERY = Duration.ofSeconds(1);

    private final BooleanSupplier up;
    private final BooleanSupplier goingDown;
    private final Supplier<CompletionStage<?>> store;
    private final LongSupplier nanos;
    private final AtomicReference<Probe> last;

    private record Probe(long at, CompletionStage<Boolean> answers) {}

    /**
     * @param store anything that the store has to be asked for
     * @param nanos a time that only rises
     */
    Readiness(BooleanSupplier up, BooleanSupplier goingDown, Supplier<CompletionStage<?>> store, LongSupplier nanos) {
        this.up = up;
        this.goingDown = goingDown;
        this.store = store;
        this.nanos = nanos;
        var never = new Probe(nanos.getAsLong() - ASKED_EVERY.toNanos(), CompletableFuture.completedFuture(false));
        last = new AtomicReference<>(never);
    }

    /** What is missing, for people; empty where nothing is. Waits for the store. */
    @Override
    public Optional<String> get() {
        if (goingDown.getAsBoolean()) {
            return Optional.of("this node is going down");
        }
        if (!up.getAsBoolean()) {
            return Optional.of("this node is not one of the cluster yet");
        }
        return storeAnswers() ? Optional.empty() : Optional.of("the store does not answer");
    }

    private boolean storeAnswers() {
        long now = nanos.getAsLong();
        var probe =
                last.updateAndGet(known -> now - known.at() < ASKED_EVERY.toNanos() ? known : new Probe(now, ask()));
        return probe.answers().toCompletableFuture().join();
    }

    private CompletionStage<Boolean> ask() {
        return store.get()
                .toCompletableFuture()
                .orTimeout(STORE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .handle((_, failure) -> failure == null);
    }
}
