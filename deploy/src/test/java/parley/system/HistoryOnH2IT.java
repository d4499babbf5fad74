package parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/** Histories on the embedded database, whose disk is full now and then. */
class HistoryOnH2IT extends HistoryContract {

    private static final long FULL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    @Override
    Map<String, String> store() {
        return Map.of();
    }

    /** No file of the process grows for a while. */
    @Override
    void breakStore(Product product) throws Exception {
        limit(product, "0");
        LockSupport.parkNanos(FULL_NANOS);
        limit(product, "unlimited");
    }

    private static void limit(Product product, String bytes) throws IOException, InterruptedException {
        var limit = new ProcessBuilder("prlimit", "--pid", Long.toString(product.id()), "--fsize=" + bytes + ":")
                .inheritIO()
                .start();
        assertThat(limit.waitFor()).isZero();
    }

    @Override
    LongStream seeds() {
        return half(0);
    }
}
