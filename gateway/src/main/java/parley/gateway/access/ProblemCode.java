package parley.gateway.access;

import java.util.Locale;
import parley.space.Reason;

/**
 * Everything that can be wrong with a request, frame or connection. Clients rely on names and statuses: add, never
 * change.
 */
public enum ProblemCode {
    MALFORMED(400, "Not readable"),
    INVALID(422, "Not valid"),
    UNKNOWN_OP(400, "Unknown op"),
    UNKNOWN_COMMAND(400, "Unknown command"),
    FRAME_TOO_BIG(413, "Frame too big"),
    BODY_TOO_BIG(413, "Body too big"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    VERSION_UNSUPPORTED(400, "Version unsupported"),
    HELLO_REQUIRED(400, "Hello required"),
    HELLO_REPEATED(400, "Hello repeated"),
    PROTOCOL_ERROR(400, "Protocol error"),

    UNAUTHENTICATED(401, "Not signed in"),
    CREDENTIALS_WRONG(401, "Wrong name or password"),
    TICKET_INVALID(401, "Ticket invalid"),
    SESSION_EXPIRED(401, "Session expired"),
    SESSION_REVOKED(401, "Session revoked"),
    ACCOUNT_DISABLED(403, "Account disabled"),
    ORIGIN_FORBIDDEN(403, "Origin not allowed"),
    CSRF_MISSING(403, "CSRF header missing"),
    FORBIDDEN(403, "Forbidden"),
    NOT_A_MEMBER(403, "Not a member"),

    NOT_FOUND(404, "Not found"),
    NO_SUCH_SPACE(404, "No such space"),
    NO_SUCH_MEMBER(404, "No such member"),
    NO_SUCH_MESSAGE(404, "No such message"),
    NO_SUCH_TURN(404, "No such turn"),
    NO_SUCH_STREAM(404, "No such stream"),
    NO_SUCH_INTENTION(404, "No such intention"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),

    CONFLICT(409, "Conflict"),
    SPACE_EXISTS(409, "Space exists"),
    SPACE_ARCHIVED(409, "Space archived"),
    LAST_OWNER(409, "Last owner"),
    MESSAGE_TOO_OLD(409, "Message too old"),
    MESSAGE_DELETED(409, "Message deleted"),
    KEY_REUSED(409, "Key reused"),
    TURN_ENDED(409, "Turn ended"),
    AGENT_UNAVAILABLE(409, "Agent unavailable"),
    STALE_CONTEXT(412, "Stale context"),
    STALE_REVISION(412, "Stale revision"),
    REVISION_REQUIRED(428, "Revision required"),

    TEXT_EMPTY(422, "Text empty"),
    TOO_LONG(422, "Text too long"),
    TEXT_INVALID(422, "Text invalid"),
    TOO_MANY_MEMBERS(422, "Too many members"),
    TOO_MANY_MENTIONS(422, "Too many mentions"),
    TOO_MANY_REACTIONS(422, "Too many reactions"),
    TOO_MANY_INTENTIONS(422, "Too many intentions"),
    TIME_INVALID(422, "Time invalid"),
    KEY_INVALID(422, "Key invalid"),
    KEY_EXPIRED(422, "Key expired"),
    KEY_SKEWED(422, "Key skewed"),
    SETTINGS_INVALID(422, "Settings invalid"),

    RATE_LIMITED(429, "Too fast", true),
    TOO_MANY_IN_FLIGHT(429, "Too many commands in flight", true),
    TOO_MANY_SOCKETS(429, "Too many sockets", true),
    TOO_MANY_SUBSCRIPTIONS(429, "Too many subscriptions"),
    NO_PROGRESS(408, "No progress", true),
    HEARTBEAT_MISSED(408, "Heartbeat missed", true),

    INTERNAL(500, "Internal error", true),
    OVERLOADED(503, "Overloaded", true),
    UNAVAILABLE(503, "Unavailable", true),
    DRAINING(503, "Going down", true);

    private final int status;
    private final String title;
    private final boolean retryable;

    ProblemCode(int status, String title) {
        this(status, title, false);
    }

    ProblemCode(int status, String title, boolean retryable) {
        this.status = status;
        this.title = title;
        this.retryable = retryable;
    }

    /** The code of a space's refusal. */
    public static ProblemCode of(Reason reason) {
        return switch (reason) {
            case NO_SUCH_SPACE -> NO_SUCH_SPACE;
            case SPACE_EXISTS -> SPACE_EXISTS;
            case SPACE_ARCHIVED -> SPACE_ARCHIVED;
            case NOT_A_MEMBER -> NOT_A_MEMBER;
            case FORBIDDEN -> FORBIDDEN;
            case NO_SUCH_MEMBER -> NO_SUCH_MEMBER;
            case TOO_MANY_MEMBERS -> TOO_MANY_MEMBERS;
            case LAST_OWNER -> LAST_OWNER;
            case NO_SUCH_MESSAGE -> NO_SUCH_MESSAGE;
            case MESSAGE_TOO_OLD -> MESSAGE_TOO_OLD;
            case MESSAGE_DELETED -> MESSAGE_DELETED;
            case TEXT_EMPTY -> TEXT_EMPTY;
            case TEXT_TOO_LONG -> TOO_LONG;
            case TEXT_INVALID -> TEXT_INVALID;
            case TOO_MANY_MENTIONS -> TOO_MANY_MENTIONS;
            case TOO_MANY_REACTIONS -> TOO_MANY_REACTIONS;
            case KEY_INVALID -> KEY_INVALID;
            case KEY_REUSED -> KEY_REUSED;
            case KEY_EXPIRED -> KEY_EXPIRED;
            case KEY_SKEWED -> KEY_SKEWED;
            case STALE_CONTEXT -> STALE_CONTEXT;
            case STALE_REVISION -> STALE_REVISION;
            case NO_SUCH_TURN -> NO_SUCH_TURN;
            case TURN_ENDED -> TURN_ENDED;
            case SETTINGS_INVALID -> SETTINGS_INVALID;
            case AGENT_UNAVAILABLE -> AGENT_UNAVAILABLE;
            case NO_SUCH_INTENTION -> NO_SUCH_INTENTION;
            case TOO_MANY_INTENTIONS -> TOO_MANY_INTENTIONS;
            case TIME_INVALID -> TIME_INVALID;
        };
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** Whether the same request may succeed later. */
    public boolean retryable() {
        return retryable;
    }

    /** The name on the wire: {@code not_a_member}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The URI that names the kind of problem: {@code /problems/not-a-member}. */
    public String type() {
        return "/problems/" + wire().replace('_', '-');
    }
}
