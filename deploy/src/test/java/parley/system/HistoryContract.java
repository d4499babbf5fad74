package parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.effort.Effort;
import parley.history.HistoryChecker;

/**
 * Whatever people do at the same time and whatever goes wrong meanwhile: what was acknowledged is there once, everybody
 * sees the same in the same order, and nobody sees what is not theirs.
 */
abstract class HistoryContract {

    /** One is a stranger; each has a client on each of three transports. */
    private static final int PEOPLE = 17;

    private static final int STORES = 2;

    abstract Map<String, String> store() throws Exception;

    /** Makes the store fail for a moment. */
    abstract void breakStore(Product product) throws Exception;

    /** The seeds that are tried on this store. */
    abstract LongStream seeds();

    @Test
    @Tag("W9")
    @Tag("W28")
    @Tag("W30")
    @Tag("S7")
    @Tag("S11")
    @Tag("T4")
    void everyHistoryIsAsPromised(@TempDir Path folder) throws Exception {
        var environment = new HashMap<>(store());
        environment.put("PARLEY_CONFIG", Limits.narrow(folder).toString());
        try (var stage = new Stage(folder, environment, PEOPLE, this::breakStore);
                var some = new DistantCrew();
                var others = new DistantCrew()) {
            var broken = new ArrayList<String>();
            for (long seed : seeds().toArray()) {
                var fault = Fault.of(seed / STORES);
                var history = new HistoryRun(stage, List.of(some, others), seed).history(fault);
                HistoryChecker.check(history)
                        .forEach(finding -> broken.add("seed %d, %s: %s".formatted(seed, fault, finding)));
            }
            assertThat(broken).isEmpty();
        }
    }

    /** Every other seed: one store tries these, and one those. */
    static LongStream half(int remainder) {
        return Effort.SYSTEM_HISTORIES.seeds().filter(seed -> seed % STORES == remainder);
    }
}
