package parley.system.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Hears one space. */
interface Ear extends AutoCloseable {

    /**
     * How the hearing began.
     *
     * @param mode {@code snapshot}, {@code delta} or {@code current}
     * @param seq the last event that is part of it
     * @param state members and messages; empty where it goes on from a place
     * @param problem why nothing can be heard; missing where something can
     */
    record Beginning(String mode, String epoch, long seq, JsonNode state, JsonNode problem) {}

    Beginning beginning();

    /** Every {@code ev} and {@code skip} after the beginning, in the order heard, up to a place at least. */
    List<JsonNode> upTo(long seq);

    /** Why the space is not heard any more, such as {@code membership}; waits for it. */
    String ending();

    /** Why nothing at all is heard any more, as a problem's code; waits for it. */
    String end();

    /** Vanishes without a word. */
    @Override
    void close();
}
