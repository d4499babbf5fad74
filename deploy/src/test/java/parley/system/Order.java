package parley.system;

import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.history.Acknowledged;
import parley.history.Marked;
import parley.history.Reading;

/** What a crew in a process of its own is told to do; it answers each with {@link Account}, or with what went wrong. */
sealed interface Order extends Serializable {

    /**
     * Somebody who takes part.
     *
     * @param stranger whether they never become a member
     */
    record Hand(String user, @Nullable String token, Transport transport, boolean stranger) implements Serializable {}

    /** Takes part in the life of a space. */
    record Begin(URI address, String space, long seed, int steps, List<Hand> hands) implements Order {}

    /** Cuts the connections of some. */
    record Drop(int some) implements Order {}

    /** Lets some read nothing, or read on. */
    record Stall(int some, boolean stalled) implements Order {}

    /** Goes to where the server is now. */
    record Move(URI address) implements Order {}

    /** Does what is still to be done. */
    record Finish() implements Order {}

    /** Reads to the end of the log, as far as its clients are members, and tells everything. */
    record Tell(Set<String> present, long head) implements Order {}

    /** What clients were told; nothing where that was not asked for. */
    record Account(List<Reading> readings, List<Acknowledged> acknowledged, List<Marked> marked)
            implements Serializable {

        static final Account NOTHING = new Account(List.of(), List.of(), List.of());
    }
}
