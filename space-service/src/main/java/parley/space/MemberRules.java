package parley.space;

import java.time.Instant;
import java.util.Optional;
import parley.entity.Decision;
import parley.space.SpaceCommand.Archive;
import parley.space.SpaceCommand.Change;
import parley.space.SpaceCommand.Create;
import parley.space.SpaceCommand.Join;
import parley.space.SpaceCommand.Leave;
import parley.space.SpaceEvent.MemberJoined;
import parley.space.SpaceEvent.MemberLeft;
import parley.space.SpaceEvent.RoleChanged;
import parley.space.SpaceEvent.SpaceArchived;
import parley.space.SpaceEvent.SpaceChanged;
import parley.space.SpaceEvent.SpaceCreated;
import parley.space.SpaceReply.Accepted;
import parley.space.SpaceReply.Rejected;

/** The space itself and who belongs to it. */
final class MemberRules {

    private MemberRules() {}

    static Decision<SpaceEvent, SpaceReply> create(Space space, Create create, Instant now) {
        var by = create.by();
        if (space.exists()) {
            return space.epoch().equals(create.epoch())
                    ? Decision.answer(new Accepted(1, now, null, true))
                    : Access.rejected(Reason.SPACE_EXISTS, "There is such a space already.");
        }
        if (by.kind() == MemberKind.AGENT || by.kind() == MemberKind.INTEGRATION) {
            return Access.rejected(Access.forbidden("Only people make spaces."));
        }
        var refusal = problem(create.settings()).or(() -> refusalOfName(create.creatorName()));
        if (refusal.isPresent()) {
            return Access.rejected(refusal.get());
        }
        var pending = new Pending(space);
        pending.add(new SpaceCreated(create.epoch(), create.settings(), by.id(), now));
        pending.add(new MemberJoined(by.id(), by.kind(), create.creatorName(), Role.OWNER, by.id(), now));
        return pending.accepted(now);
    }

    static Decision<SpaceEvent, SpaceReply> change(Space space, Change change, Instant now) {
        var refusal = Access.refusal(space, change.by(), Role.OWNER).or(() -> problem(change.settings()));
        if (refusal.isPresent()) {
            return Access.rejected(refusal.get());
        }
        var pending = new Pending(space);
        if (!space.settings().equals(change.settings())) {
            pending.add(new SpaceChanged(change.settings(), change.by().id(), now));
        }
        return pending.accepted(now);
    }

    static Decision<SpaceEvent, SpaceReply> archive(Space space, Archive archive, Instant now) {
        var refusal = Access.refusalToMember(space, archive.by(), Role.OWNER);
        if (refusal.isPresent()) {
            return Access.rejected(refusal.get());
        }
        var pending = new Pending(space);
        if (!space.archived()) {
            TurnRules.cancelAll(pending, _ -> true, archive.by().id(), now);
            pending.add(new SpaceArchived(archive.by().id(), now));
        }
        return pending.accepted(now);
    }

    static Decision<SpaceEvent, SpaceReply> join(Space space, Join join, Instant now) {
        var known = space.member(join.member());
        var refusal = known.isPresent() ? refusalOfRole(space, join, known.get()) : refusalOfMember(space, join);
        if (refusal.isPresent()) {
            return Access.rejected(refusal.get());
        }
        var by = join.by().id();
        var pending = new Pending(space);
        if (known.isEmpty()) {
            pending.add(new MemberJoined(join.member(), join.kind(), join.name(), join.role(), by, now));
        } else if (!isThere(join, known.get())) {
            pending.add(new RoleChanged(join.member(), join.role(), by, now));
            if (join.role() == Role.OBSERVER) {
                TurnRules.cancelAll(pending, turn -> turn.agent().equals(join.member()), by, now);
            }
        }
        return pending.accepted(now);
    }

    static Decision<SpaceEvent, SpaceReply> leave(Space space, Leave leave, Instant now) {
        var member = space.member(leave.member());
        var refusal = refusalOfLeave(space, leave, member);
        if (refusal.isPresent()) {
            return Access.rejected(refusal.get());
        }
        var by = leave.by().id();
        var pending = new Pending(space);
        if (member.isPresent()) {
            TurnRules.cancelAll(pending, turn -> turn.agent().equals(leave.member()), by, now);
            pending.add(new MemberLeft(leave.member(), by, now));
        }
        return pending.accepted(now);
    }

    private static Optional<Rejected> refusalOfMember(Space space, Join join) {
        var oneself = join.by().id().equals(join.member());
        var refusal = oneself && !join.by().administrator()
                ? refusalOfJoiningOneself(space, join)
                : Access.refusal(
                        space, join.by(), join.role().compareTo(Role.MEMBER) > 0 ? Role.OWNER : Role.MODERATOR);
        return refusal.or(() -> refusalOfName(join.name()))
                .or(() -> refusalOfKind(join))
                .or(() -> refusalOfNumber(space));
    }

    private static Optional<Rejected> refusalOfJoiningOneself(Space space, Join join) {
        if (space.settings().hidden() || join.by().kind() != MemberKind.HUMAN) {
            return Optional.of(new Rejected(Reason.NOT_A_MEMBER, "Somebody who manages this space has to add you."));
        }
        if (space.archived()) {
            return Optional.of(new Rejected(Reason.SPACE_ARCHIVED, "The space is archived."));
        }
        return join.role().compareTo(Role.MEMBER) > 0
                ? Optional.of(
                        Access.forbidden("Who joins becomes a MEMBER or an OBSERVER; an owner can change that later."))
                : Optional.empty();
    }

    private static Optional<Rejected> refusalOfRole(Space space, Join join, Member known) {
        if (isThere(join, known)) {
            return Access.refusal(space, join.by(), Role.OBSERVER);
        }
        return Access.refusal(space, join.by(), Role.OWNER)
                .or(() -> refusalOfKind(join))
                .or(() -> join.role() == Role.OWNER ? Optional.empty() : refusalOfLosingOwner(space, known));
    }

    /** Who joins once more than they need to keeps the role they have. */
    private static boolean isThere(Join join, Member known) {
        var oneself = join.by().id().equals(join.member());
        return known.role() == join.role() || (oneself && known.role().compareTo(join.role()) > 0);
    }

    private static Optional<Rejected> refusalOfLeave(Space space, Leave leave, Optional<Member> member) {
        var oneself = leave.by().id().equals(leave.member());
        if (oneself && member.isEmpty()) {
            return Optional.empty();
        }
        var refusal = oneself
                ? Optional.<Rejected>empty()
                : Access.refusalToMember(space, leave.by(), Role.MODERATOR)
                        .or(() -> refusalOfRank(space, leave, member));
        return refusal.or(() -> member.flatMap(leaving -> refusalOfLosingOwner(space, leaving)));
    }

    private static Optional<Rejected> refusalOfRank(Space space, Leave leave, Optional<Member> member) {
        var own = space.roleOf(leave.by()).orElse(Role.OBSERVER);
        return own == Role.OWNER
                        || member.filter(other -> other.role().compareTo(own) >= 0)
                                .isEmpty()
                ? Optional.empty()
                : Optional.of(Access.forbidden("A moderator removes members and observers only."));
    }

    private static Optional<Rejected> refusalOfLosingOwner(Space space, Member member) {
        var owners = space.members().values().stream()
                .filter(other -> other.role() == Role.OWNER)
                .limit(2)
                .count();
        return member.role() == Role.OWNER && owners == 1
                ? Optional.of(new Rejected(Reason.LAST_OWNER, "A space needs an owner: make somebody else one first."))
                : Optional.empty();
    }

    private static Optional<Rejected> refusalOfKind(Join join) {
        return join.kind() == MemberKind.HUMAN || join.role().compareTo(Role.MEMBER) <= 0
                ? Optional.empty()
                : Optional.of(Access.forbidden("Only people are owners or moderators."));
    }

    private static Optional<Rejected> refusalOfName(String name) {
        return !name.isBlank() && name.length() <= SpaceLimits.MEMBER_NAME_CHARACTERS && Text.storable(name)
                ? Optional.empty()
                : Optional.of(new Rejected(
                        Reason.SETTINGS_INVALID,
                        "A member's name has 1 to %d characters.".formatted(SpaceLimits.MEMBER_NAME_CHARACTERS)));
    }

    private static Optional<Rejected> refusalOfNumber(Space space) {
        return space.members().size() < SpaceLimits.MEMBERS
                ? Optional.empty()
                : Optional.of(new Rejected(
                        Reason.TOO_MANY_MEMBERS, "A space has at most %d members.".formatted(SpaceLimits.MEMBERS)));
    }

    private static Optional<Rejected> problem(SpaceSettings settings) {
        return settings.problem().map(detail -> new Rejected(Reason.SETTINGS_INVALID, detail));
    }
}
