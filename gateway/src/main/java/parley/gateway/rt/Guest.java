package parley.gateway.rt;

import parley.gateway.access.Problem;

/** Somebody who holds a connection of this node open: a socket, a stream, or a request that waits. */
interface Guest {

    /** Ends it, and says why as far as its transport can. From any thread. */
    void dismiss(Close why, Problem problem);
}
