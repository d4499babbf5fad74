package parley.client;

import java.time.Duration;

/** What a client does next about one space. */
public sealed interface Action {

    /** Puts the state at a place in the stead of all it has. */
    record Begin(String epoch, long at) implements Action {}

    /** Adds what comes next to what it has. */
    record Apply(Heard.Piece piece) implements Action {}

    /** Asks for so many events after a place. */
    record Pull(long after, long limit) implements Action {}

    /** Forgets what it has and asks for the state. */
    record Subscribe() implements Action {}

    /** Looks again after a while, whether what it asked for has come. */
    record Pause(Duration time, int number) implements Action {}
}
