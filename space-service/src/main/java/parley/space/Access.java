package parley.space;

import java.util.Optional;
import parley.entity.Decision;
import parley.space.SpaceReply.Accepted;
import parley.space.SpaceReply.Rejected;

/** Who may do what in a space. */
final class Access {

    private Access() {}

    /** Why the caller may not change anything as {@code least} may; empty where they may. */
    static Optional<Rejected> refusal(Space space, Caller caller, Role least) {
        if (space.archived()) {
            return Optional.of(new Rejected(Reason.SPACE_ARCHIVED, "The space is archived and can only be read."));
        }
        return refusalToMember(space, caller, least);
    }

    /** The same, whether or not the space is archived. */
    static Optional<Rejected> refusalToMember(Space space, Caller caller, Role least) {
        var role = space.roleOf(caller);
        if (role.isEmpty()) {
            return Optional.of(new Rejected(Reason.NOT_A_MEMBER, "Only members of the space may do this."));
        }
        return role.get().compareTo(least) >= 0
                ? Optional.empty()
                : Optional.of(forbidden("This needs the role %s; yours is %s.".formatted(least, role.get())));
    }

    static Rejected forbidden(String detail) {
        return new Rejected(Reason.FORBIDDEN, detail);
    }

    static Decision<SpaceEvent, SpaceReply> rejected(Reason reason, String detail) {
        return Decision.answer(new Rejected(reason, detail));
    }

    static Decision<SpaceEvent, SpaceReply> rejected(Rejected refusal) {
        return Decision.answer(refusal);
    }

    /** The answer to a message that was posted before. */
    static Decision<SpaceEvent, SpaceReply> again(Heads.Head head) {
        return Decision.answer(new Accepted(head.seq(), head.at(), head.id(), true));
    }
}
