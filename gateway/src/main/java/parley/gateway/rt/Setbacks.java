package parley.gateway.rt;

import java.util.concurrent.atomic.LongAdder;

/** How often clients of this node fell behind or had to begin again. Safe for use by several threads. */
final class Setbacks {

    private final LongAdder lags = new LongAdder();
    private final LongAdder resets = new LongAdder();

    void lagged() {
        lags.increment();
    }

    void reset() {
        resets.increment();
    }

    long lags() {
        return lags.sum();
    }

    long resets() {
        return resets.sum();
    }
}
