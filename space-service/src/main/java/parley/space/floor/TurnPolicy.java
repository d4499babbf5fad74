package parley.space.floor;

/** Which agents a message asks to speak. What they ask for is still subject to the bounds of {@link FloorSettings}. */
public sealed interface TurnPolicy {

    /** What a person's message may ask for. */
    FanOut ofPerson(FloorSettings bounds);

    /** What an agent's answer may ask for. */
    FanOut ofAgent();

    /** Nobody. */
    record Quiet() implements TurnPolicy {
        @Override
        public FanOut ofPerson(FloorSettings bounds) {
            return FanOut.NONE;
        }

        @Override
        public FanOut ofAgent() {
            return FanOut.NONE;
        }
    }

    /** The agents that a person mentions. */
    record Mention() implements TurnPolicy {
        @Override
        public FanOut ofPerson(FloorSettings bounds) {
            return FanOut.of(bounds.mentionsOfPerson());
        }

        @Override
        public FanOut ofAgent() {
            return FanOut.NONE;
        }
    }

    /** The agents that a person mentions, and the one other agent that an agent hands over to. */
    record HandOver() implements TurnPolicy {

        /** An agent that has had this many turns under a root is not handed another. */
        private static final int TURNS_BEFORE = 2;

        @Override
        public FanOut ofPerson(FloorSettings bounds) {
            return FanOut.of(bounds.mentionsOfPerson());
        }

        @Override
        public FanOut ofAgent() {
            return new FanOut(1, TURNS_BEFORE);
        }
    }
}
