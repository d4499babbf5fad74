package parley.space.floor;

/** Which agents a message asks to speak. What they ask for is still subject to the bounds of {@link FloorSettings}. */
public sealed interface TurnPolicy {

    /** Nobody. */
    record Quiet() implements TurnPolicy {}

    /** The agents that a person mentions. */
    record Mention() implements TurnPolicy {}

    /** The agents that a person mentions, and the one other agent that an agent hands over to. */
    record HandOver() implements TurnPolicy {}
}
