package parley.gateway.rt;

import java.time.Duration;
import parley.gateway.access.Problem;
import parley.space.MemberId;

/** Somebody who holds a connection of this node open: a socket, a stream, or a request that waits. Called from any thread. */
interface Guest {

    MemberId user();

    Carrier carrier();

    /** Bytes that were sent and are not acknowledged; as seen from another thread, so perhaps a moment old. */
    int unacknowledged();

    /** Asks once more whether the proof of identity counts, and ends the connection where it does not. */
    void proveAgain();

    /** Ends the connection after a time, and says so now. */
    void dismiss(Duration within, Problem problem);
}
