package parley.space.view;

import parley.space.Caller;
import parley.space.MemberId;
import parley.space.Space;
import parley.space.SpaceEvent;
import parley.space.SpaceEvent.MemberLeft;

/** Who may see what a space holds: its members and administrators; who wants to read a public space joins it first. */
public final class Visibility {

    private Visibility() {}

    /** Whether the caller may read the space: its snapshot, its log, its history, everything. */
    public static boolean mayRead(Space space, Caller caller) {
        return space.exists() && space.roleOf(caller).isPresent();
    }

    /** Whether the caller may know that the space is there. */
    public static boolean mayKnowOf(Space space, Caller caller) {
        return mayRead(space, caller) || (space.exists() && !space.settings().hidden());
    }

    /** Whether this event is the last that a member may see. */
    public static boolean endsFor(MemberId member, SpaceEvent event) {
        return event instanceof MemberLeft left && left.member().equals(member);
    }
}
