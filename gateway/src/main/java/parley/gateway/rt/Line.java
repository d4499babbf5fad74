package parley.gateway.rt;

import java.time.Duration;
import parley.gateway.access.Problem;

/** The way from a session to its connection. */
interface Line {

    /** There may be something to send. From any thread. */
    void wake();

    /** Runs something on the connection's own thread, and then looks for something to send. From any thread. */
    void run(Runnable action);

    /** Runs something later, on the connection's own thread, from which alone this may be called. */
    void later(Duration delay, Runnable action);

    /** Sends what is wrong as the last frame, and closes. From the connection's own thread. */
    void close(Close why, Problem problem);
}
