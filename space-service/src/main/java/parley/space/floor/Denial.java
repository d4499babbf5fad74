package parley.space.floor;

/** Why an agent that was asked to speak may not. */
public enum Denial {
    /** It would answer itself. */
    SELF,
    /** The chain of answers is as long as it may be. */
    HOPS,
    /** The root has caused as many turns as it may. */
    ROOT_TURNS,
    /** This agent has had its turns under this root. */
    AGENT_TURNS,
    /** It has answered this message already. */
    REPEATED,
    /** More agents were mentioned than one message may ask. */
    MENTIONS,
    /** The space's policy lets nobody speak here. */
    POLICY,
    /** Too many agent messages since a person last spoke. */
    STREAK,
    COOL_DOWN,
    /** The root was closed: stopped, superseded or repeating itself. */
    ROOT_CLOSED,
    /** The agent is disabled, or has as many turns open as it may. */
    UNAVAILABLE
}
