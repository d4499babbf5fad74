package parley.space;

/** What a member may do, from least to most. */
public enum Role {
    /** Reads. */
    OBSERVER,
    /** Reads and writes. */
    MEMBER,
    /** Also removes messages and members, and stops turns. */
    MODERATOR,
    /** Also changes the space and its roles, and archives it. */
    OWNER
}
