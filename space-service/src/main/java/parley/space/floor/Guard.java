package parley.space.floor;

import java.util.List;
import java.util.function.Predicate;
import parley.space.Member;
import parley.space.MemberKind;
import parley.space.Role;

/**
 * One condition for a turn.
 *
 * @param denial what is said where it fails
 */
public record Guard(Denial denial, Predicate<Ask> holds) {

    /** All of them: a turn is granted where each holds, and denied with the first that fails. */
    public static final List<Guard> ALL = List.of(
            new Guard(Denial.SELF, ask -> !ask.agent().equals(ask.author())),
            new Guard(Denial.POLICY, ask -> ask.fanOut().agents() > 0),
            new Guard(Denial.REPEATED, Guard::isNew),
            new Guard(Denial.MENTIONS, ask -> ask.granted() < ask.fanOut().agents()),
            new Guard(Denial.ROOT_CLOSED, Guard::isRootOpen),
            new Guard(Denial.HOPS, ask -> ask.hop() <= ask.bounds().hops()),
            new Guard(Denial.ROOT_TURNS, ask -> ask.left() > 0),
            new Guard(Denial.AGENT_TURNS, Guard::hasTurnsLeft),
            new Guard(
                    Denial.STREAK,
                    ask -> ask.space().floor().streak() < ask.bounds().streak()),
            new Guard(Denial.COOL_DOWN, Guard::isCool),
            new Guard(Denial.UNAVAILABLE, Guard::isAvailable));

    private static boolean isNew(Ask ask) {
        var asked = new RootCount.Asked(ask.trigger(), ask.agent());
        return ask.count().filter(count -> count.asked().contains(asked)).isEmpty();
    }

    /** A root that is not remembered is open only while it is the trigger itself: nothing has come of it yet. */
    private static boolean isRootOpen(Ask ask) {
        return ask.count().map(count -> !count.closed()).orElse(ask.byRoot());
    }

    private static boolean hasTurnsLeft(Ask ask) {
        var most = Math.min(ask.bounds().turnsPerAgent(), ask.fanOut().turnsEach());
        return ask.grantedToAgent() < most;
    }

    private static boolean isCool(Ask ask) {
        var last = ask.speaker().lastTurn();
        return last == null || !last.plus(ask.bounds().coolDown()).isAfter(ask.now());
    }

    private static boolean isAvailable(Ask ask) {
        return ask.space().floor().hasRoomFor(ask.agent())
                && ask.space().member(ask.agent()).filter(Guard::maySpeak).isPresent();
    }

    private static boolean maySpeak(Member member) {
        return member.kind() == MemberKind.AGENT && member.role() != Role.OBSERVER;
    }
}
