package parley.gateway.rest;

import parley.gateway.access.Identity;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;
import parley.space.Role;
import parley.space.Space;
import parley.space.SpaceCommand;
import parley.space.SpaceId;
import parley.space.SpaceReply.Accepted;
import parley.space.SpaceReply.Rejected;
import parley.space.view.Spaces;

/** Lets callers through to spaces, and tells nobody of a private space they are not in: it answers as one that does not exist. */
public final class SpaceDoor {
    private final Spaces spaces;

    public SpaceDoor(Spaces spaces) {
        this.spaces = spaces;
    }

    /** The space, for somebody who may know of it. */
    Space acquainted(SpaceId id, Identity caller) {
        var space = Call.answered(spaces.read(id));
        if (!knows(space, caller)) {
            throw noSuchSpace();
        }
        return space;
    }

    /** The space, for somebody who may read it. */
    Space member(SpaceId id, Identity caller) {
        var space = acquainted(id, caller);
        if (!belongs(space, caller)) {
            throw Refusal.of(
                    ProblemCode.NOT_A_MEMBER, "only members may read this; join by POST /v1/spaces/" + id + "/members");
        }
        return space;
    }

    /** Gives a command to a space; what is refused to somebody who may not know of it, is refused as if it did not exist. */
    public Accepted send(SpaceId id, SpaceCommand command, Identity caller) {
        return switch (Call.answered(spaces.send(id, command))) {
            case Accepted accepted -> accepted;
            case Rejected rejected -> throw refused(id, rejected, caller);
        };
    }

    private Refusal refused(SpaceId id, Rejected rejected, Identity caller) {
        var known = knows(Call.answered(spaces.read(id)), caller);
        return known ? new Refusal(Problem.of(rejected.reason(), rejected.detail())) : noSuchSpace();
    }

    private static boolean knows(Space space, Identity caller) {
        return space.exists() && (!space.settings().hidden() || belongs(space, caller));
    }

    /** Whether somebody may read a space. */
    static boolean belongs(Space space, Identity caller) {
        return space.roleOf(caller.caller()).isPresent();
    }

    /** Whether somebody may change a space. */
    static boolean owns(Space space, Identity caller) {
        return space.roleOf(caller.caller()).filter(Role.OWNER::equals).isPresent();
    }

    private static Refusal noSuchSpace() {
        return Refusal.of(ProblemCode.NO_SUCH_SPACE, "there is no such space, or you have no access to it");
    }
}
