package parley.space;

/** Why a space refuses. */
public enum Reason {
    NO_SUCH_SPACE,
    SPACE_EXISTS,
    SPACE_ARCHIVED,
    NOT_A_MEMBER,
    FORBIDDEN,
    NO_SUCH_MEMBER,
    TOO_MANY_MEMBERS,
    LAST_OWNER,
    NO_SUCH_MESSAGE,
    MESSAGE_TOO_OLD,
    MESSAGE_DELETED,
    TEXT_EMPTY,
    TEXT_TOO_LONG,
    /** The text holds a character that no store keeps. */
    TEXT_INVALID,
    TOO_MANY_MENTIONS,
    TOO_MANY_REACTIONS,
    KEY_INVALID,
    /** The key named another message before. */
    KEY_REUSED,
    /** The key is older than the space remembers keys. */
    KEY_EXPIRED,
    /** The key is from the future. */
    KEY_SKEWED,
    /** Somebody else has posted since. */
    STALE_CONTEXT,
    /** The message has been edited since. */
    STALE_REVISION,
    NO_SUCH_TURN,
    TURN_ENDED,
    SETTINGS_INVALID,
    AGENT_UNAVAILABLE,
    NO_SUCH_INTENTION,
    TOO_MANY_INTENTIONS,
    /** A time lies where none may. */
    TIME_INVALID
}
