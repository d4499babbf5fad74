package parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
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

    private static final int PEOPLE = 6;
    private static final int PEOPLE_NIGHTLY = 50;

    abstract Map<String, String> store() throws Exception;

    /** Makes the store fail for a moment, where it can. */
    abstract void breakStore();

    /** The seeds that are tried on this store. */
    abstract LongStream seeds();

    @Test
    @Tag("W9")
    @Tag("W28")
    @Tag("W30")
    @Tag("S11")
    @Tag("T4")
    void everyHistoryIsAsPromised(@TempDir Path folder) throws Exception {
        int people = Effort.isNightly() ? PEOPLE_NIGHTLY : PEOPLE;
        try (var stage = new Stage(folder, store(), people, this::breakStore)) {
            var broken = new ArrayList<String>();
            for (long seed : seeds().toArray()) {
                var fault = Fault.of(seed);
                try (var run = new HistoryRun(stage, seed)) {
                    HistoryChecker.check(run.history(fault))
                            .forEach(finding -> broken.add("seed %d, %s: %s".formatted(seed, fault, finding)));
                }
            }
            assertThat(broken).isEmpty();
        }
    }

    /** Half of the seeds that are tried altogether. */
    static LongStream half(int remainder) {
        return Effort.SYSTEM_HISTORIES.seeds().filter(seed -> seed % 2 == remainder);
    }
}
