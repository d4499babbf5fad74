package parley.space;

/** What kind of author speaks. */
public enum MemberKind {
    HUMAN,
    AGENT,
    /** A webhook or a foreign bot: its messages have no root and trigger nobody. */
    INTEGRATION,
    /** The space itself: notices. */
    SYSTEM
}
