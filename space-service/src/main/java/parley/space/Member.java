package parley.space;

import java.time.Instant;

/**
 * A member of a space.
 *
 * @param name what people see; for a person also what they sign in with
 * @param joinedAt when this membership began
 */
public record Member(MemberId id, MemberKind kind, String name, Role role, Instant joinedAt) {

    Member as(Role other) {
        return new Member(id, kind, name, other, joinedAt);
    }
}
