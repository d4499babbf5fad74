package parley.agent.model.offline;

/** One thing that a message asks of this agent. */
sealed interface Wish {

    /**
     * To do what the rules can do.
     *
     * @param words how it was asked
     */
    record Work(Capability capability, String words) implements Wish {}

    /** To let another agent go on. */
    record HandOver(Colleague to, String words) implements Wish {}

    /**
     * To go on where another agent stops.
     *
     * @param now false where the other agent has not spoken yet
     */
    record TakeOver(String words, boolean now) implements Wish {}

    /** Nothing but talk. */
    record Talk(Kind kind) implements Wish {}

    enum Kind {
        HELLO,
        ABILITIES,
        THANKS,
        UNCLEAR
    }
}
