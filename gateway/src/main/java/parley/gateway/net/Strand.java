package parley.gateway.net;

import java.time.Duration;

/** Does one thing after another, never two at the same time. */
public interface Strand {

    /** Does something soon. From any thread. */
    void run(Runnable task);

    /** Does something after a delay. From the strand itself. */
    void later(Duration delay, Runnable task);
}
