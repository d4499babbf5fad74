package parley.agent.actor;

import java.time.Duration;
import java.time.InstantSource;

/** Time and chance as the work of agents knows them. */
public interface Timing extends InstantSource {

    /** Does something later, on a thread that it must not block. Running the result revokes it. */
    Runnable after(Duration delay, Runnable action);

    /** Any number from 0 to 1. */
    double random();
}
