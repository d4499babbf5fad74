package parley.presence;

/** What an agent is about. */
public sealed interface Activity {

    Activity IDLE = new Idle();
    Activity THINKING = new Thinking();
    Activity PAUSED = new PausedBudget();
    Activity FAILED = new Failed();

    /** Nothing asks for it. */
    record Idle() implements Activity {}

    /** It works on an answer. */
    record Thinking() implements Activity {}

    /** It uses a tool. */
    record Using(String tool) implements Activity {}

    /** A person has to allow what it wants to do. */
    record WaitingApproval() implements Activity {}

    /** Money is lacking: for the moment, or its last turn ended for that. */
    record PausedBudget() implements Activity {}

    /** Its last turn ended without an answer. */
    record Failed() implements Activity {}
}
