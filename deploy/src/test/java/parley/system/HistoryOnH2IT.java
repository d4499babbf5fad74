package parley.system;

import java.util.Map;
import java.util.stream.LongStream;

/** Histories on the embedded database, which fails only with its node. */
class HistoryOnH2IT extends HistoryContract {

    @Override
    Map<String, String> store() {
        return Map.of();
    }

    @Override
    void breakStore(Product product) {}

    @Override
    LongStream seeds() {
        return half(0);
    }
}
