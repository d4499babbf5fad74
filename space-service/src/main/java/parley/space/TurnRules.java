package parley.space;

import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import parley.entity.Decision;
import parley.money.Cost;
import parley.money.TokenCount;
import parley.space.SpaceCommand.CancelTurn;
import parley.space.SpaceCommand.FailTurn;
import parley.space.SpaceCommand.PassTurn;
import parley.space.SpaceCommand.PostAnswer;
import parley.space.SpaceCommand.SettleTurn;
import parley.space.SpaceEvent.MessagePosted;
import parley.space.SpaceEvent.TurnCancelled;
import parley.space.SpaceEvent.TurnFailed;
import parley.space.SpaceEvent.TurnPassed;
import parley.space.SpaceEvent.TurnSettled;
import parley.space.SpaceEvent.TurnSuperseded;
import parley.space.SpaceReply.Accepted;
import parley.space.SpaceReply.Rejected;
import parley.space.floor.FloorRules;
import parley.space.floor.RootCount;
import parley.space.floor.TurnEnd.How;

/** How granted turns end: each exactly once. */
final class TurnRules {

    private final FloorRules floor;

    TurnRules(FloorRules floor) {
        this.floor = floor;
    }

    Decision<SpaceEvent, SpaceReply> answer(Space space, PostAnswer answer, Instant now) {
        var posted = space.heads().find(answer.turn().value());
        if (posted.isPresent()) {
            return Access.again(posted.get());
        }
        var turn = space.floor().turn(answer.turn());
        if (turn.isEmpty()) {
            return Access.rejected(notOpen(space, answer.turn()));
        }
        return Text.refusal(answer.text(), SpaceLimits.ANSWER_BYTES)
                .map(Access::rejected)
                .orElseGet(() -> answered(space, turn.get(), answer, now));
    }

    static Decision<SpaceEvent, SpaceReply> pass(Space space, PassTurn pass, Instant now) {
        var event = new TurnPassed(pass.turn(), pass.usage(), pass.cost(), now);
        return end(space, pass.turn(), How.PASSED, event, now);
    }

    static Decision<SpaceEvent, SpaceReply> fail(Space space, FailTurn fail, Instant now) {
        var event = new TurnFailed(
                fail.turn(),
                fail.failure(),
                Text.beginning(fail.detail(), SpaceLimits.DETAIL_CHARACTERS),
                fail.usage(),
                fail.cost(),
                Text.beginning(fail.partial(), SpaceLimits.PARTIAL_CHARACTERS),
                now);
        return end(space, fail.turn(), How.FAILED, event, now);
    }

    /** What a turn came to is taken down once, however often its run says so. */
    static Decision<SpaceEvent, SpaceReply> settle(Space space, SettleTurn settle, Instant now) {
        var end = space.floor().end(settle.turn());
        if (end.isEmpty()) {
            return Access.rejected(notOpen(space, settle.turn()));
        }
        if (!end.get().owed()) {
            return Decision.answer(new Accepted(end.get().seq(), end.get().at(), null, true));
        }
        var pending = new Pending(space);
        pending.add(new TurnSettled(
                settle.turn(),
                settle.usage(),
                settle.cost(),
                Text.beginning(settle.partial(), SpaceLimits.PARTIAL_CHARACTERS),
                now));
        return pending.accepted(now);
    }

    static Decision<SpaceEvent, SpaceReply> cancel(Space space, CancelTurn cancel, Instant now) {
        var by = cancel.by();
        var asked = space.floor()
                .turn(cancel.turn())
                .flatMap(turn -> space.floor().root(turn.root()))
                .filter(root -> by.id().equals(root.author()))
                .isPresent();
        var open = space.floor().turn(cancel.turn()).isPresent();
        var refusal = Access.refusalToMember(space, by, asked || !open ? Role.OBSERVER : Role.MODERATOR);
        return refusal.map(Access::rejected)
                .orElseGet(() ->
                        end(space, cancel.turn(), How.CANCELLED, new TurnCancelled(cancel.turn(), by.id(), now), now));
    }

    static Decision<SpaceEvent, SpaceReply> expire(Space space, Instant now) {
        var pending = new Pending(space);
        for (var turn : space.floor().turns(open -> !open.expiresAt().isAfter(now))) {
            pending.add(new TurnFailed(
                    turn.id(),
                    TurnFailure.EXPIRED,
                    "The turn took longer than it may.",
                    TokenCount.NONE,
                    Cost.NONE,
                    "",
                    now));
        }
        return pending.accepted(now);
    }

    /** A person's newer message makes what their older ones asked for pointless. */
    static void supersede(Pending pending, MemberId person, MessageId message, Instant now) {
        var roots = pending.space().floor().roots();
        for (var turn : pending.space().floor().turns(open -> isRootOf(person, roots.get(open.root())))) {
            pending.add(new TurnSuperseded(turn.id(), message, now));
        }
    }

    static void cancelAll(Pending pending, Predicate<OpenTurn> which, MemberId by, Instant now) {
        for (var turn : pending.space().floor().turns(which)) {
            pending.add(new TurnCancelled(turn.id(), by, now));
        }
    }

    private Decision<SpaceEvent, SpaceReply> answered(Space space, OpenTurn turn, PostAnswer answer, Instant now) {
        var id = MessageId.ofKey(turn.id().value());
        var mentions = answer.mentions().stream().limit(SpaceLimits.MENTIONS).toList();
        var pending = new Pending(space);
        pending.add(new MessagePosted(
                id,
                space.ordinal() + 1,
                turn.id().value(),
                turn.agent(),
                MemberKind.AGENT,
                MessageKind.CHAT,
                answer.text(),
                space.membersAmong(mentions),
                null,
                new Provenance(turn.root(), turn.hop(), turn.trigger(), turn.id()),
                answer.answer(),
                now));
        var seq = pending.space().seq();
        floor.hear(pending, pending.space().recent().getLast(), now);
        return pending.accepted(seq, now, id);
    }

    private static Decision<SpaceEvent, SpaceReply> end(
            Space space, TurnId turn, How how, SpaceEvent event, Instant now) {
        if (space.floor().turn(turn).isPresent()) {
            var pending = new Pending(space);
            pending.add(event);
            return pending.accepted(now);
        }
        return space.floor()
                .end(turn)
                .filter(end -> end.how() == how)
                .<Decision<SpaceEvent, SpaceReply>>map(
                        end -> Decision.answer(new Accepted(end.seq(), end.at(), null, true)))
                .orElseGet(() -> Access.rejected(notOpen(space, turn)));
    }

    private static boolean isRootOf(MemberId person, @Nullable RootCount root) {
        return root != null && person.equals(root.author());
    }

    private static Rejected notOpen(Space space, TurnId turn) {
        return space.floor()
                .end(turn)
                .map(end -> new Rejected(Reason.TURN_ENDED, "The turn is over: it was %s.".formatted(end.how())))
                .orElseGet(() -> new Rejected(Reason.NO_SUCH_TURN, "There is no such turn in this space."));
    }
}
