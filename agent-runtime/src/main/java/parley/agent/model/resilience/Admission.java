package parley.agent.model.resilience;

import java.time.Instant;

/** Whether a model may be called now. */
public sealed interface Admission {

    /** It may; whoever was admitted says how it ended. */
    record Admitted() implements Admission {}

    /** Its provider asks callers to wait, or has as many calls as it may: waiting helps. */
    record Wait(Instant until) implements Admission {}

    /** It keeps failing: another model is the better choice. */
    record Broken(Instant until) implements Admission {}
}
