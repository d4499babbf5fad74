package parley.space;

/**
 * Who gives a command, as authenticated.
 *
 * @param administrator true for administrators of the whole installation, who may do in any space what its owner may
 */
public record Caller(MemberId id, MemberKind kind, boolean administrator) {}
