package parley.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A node is ready only while clients would be served, and says what is missing. */
@Tag("W42")
class ReadinessTest {

    private boolean up = true;
    private boolean goingDown;
    private CompletionStage<String> store = CompletableFuture.completedFuture("here");
    private final AtomicInteger asked = new AtomicInteger();
    private long now;
    private final Readiness readiness = new Readiness(() -> up, () -> goingDown, this::ask, () -> now);

    private CompletionStage<String> ask() {
        asked.incrementAndGet();
        return store;
    }

    @Test
    void aNodeOfTheClusterWhoseStoreAnswersIsReady() {
        assertThat(readiness.get()).isEmpty();
    }

    @Test
    void aNodeThatHasNotJoinedIsNot() {
        up = false;

        assertThat(readiness.get())
                .hasValueSatisfying(missing -> assertThat(missing).contains("cluster"));
    }

    @Test
    @Tag("W16")
    void aNodeThatGoesDownIsNotAnyMore() {
        goingDown = true;

        assertThat(readiness.get())
                .hasValueSatisfying(missing -> assertThat(missing).contains("going down"));
    }

    @Test
    void aNodeWhoseStoreFailsIsNotUntilItAnswersAgain() {
        store = CompletableFuture.failedFuture(new IllegalStateException("the store is down"));
        var failed = readiness.get();

        store = CompletableFuture.completedFuture("here again");
        now += Readiness.ASKED_EVERY.toNanos();

        assertThat(failed).hasValueSatisfying(missing -> assertThat(missing).contains("store"));
        assertThat(readiness.get()).isEmpty();
    }

    @Test
    void aNodeWhoseStoreIsSilentIsNot() {
        store = new CompletableFuture<>();

        assertThat(readiness.get())
                .hasValueSatisfying(missing -> assertThat(missing).contains("store"));
    }

    @Test
    void theStoreIsAskedOnceASecondHoweverManyAsk() {
        for (int i = 0; i < 100; i++) {
            readiness.get();
        }

        assertThat(asked).hasValue(1);
    }
}
