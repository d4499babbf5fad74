package parley.space;

import java.time.Instant;
import parley.entity.Decider;
import parley.entity.Decision;
import parley.space.SpaceCommand.Create;
import parley.space.floor.FloorRules;

/** The rules of a space. */
public final class SpaceRules implements Decider<Space, SpaceCommand, SpaceEvent, SpaceReply> {

    private final MessageRules messages;
    private final TurnRules turns;
    private final WakeRules wakes;

    public SpaceRules() {
        this(new FloorRules());
    }

    /** With a floor of other guards, as tests of each guard need. */
    public SpaceRules(FloorRules floor) {
        this.messages = new MessageRules(floor);
        this.turns = new TurnRules(floor);
        this.wakes = new WakeRules(floor);
    }

    @Override
    public Space initial() {
        return Space.initial();
    }

    @Override
    public Decision<SpaceEvent, SpaceReply> decide(Space space, SpaceCommand command, Instant now) {
        if (!space.exists() && !(command instanceof Create)) {
            return Access.rejected(Reason.NO_SUCH_SPACE, "There is no such space.");
        }
        return switch (command) {
            case Create create -> MemberRules.create(space, create, now);
            case SpaceCommand.Change change -> MemberRules.change(space, change, now);
            case SpaceCommand.Archive archive -> MemberRules.archive(space, archive, now);
            case SpaceCommand.Join join -> MemberRules.join(space, join, now);
            case SpaceCommand.Leave leave -> MemberRules.leave(space, leave, now);
            case SpaceCommand.Post post -> messages.post(space, post, now);
            case SpaceCommand.Edit edit -> MessageRules.edit(space, edit, now);
            case SpaceCommand.Delete delete -> MessageRules.delete(space, delete, now);
            case SpaceCommand.React react -> ReactionRules.react(space, react, now);
            case SpaceCommand.Wake wake -> wakes.wake(space, wake, now);
            case SpaceCommand.PostAnswer answer -> turns.answer(space, answer, now);
            case SpaceCommand.PassTurn pass -> TurnRules.pass(space, pass, now);
            case SpaceCommand.FailTurn fail -> TurnRules.fail(space, fail, now);
            case SpaceCommand.SettleTurn settle -> TurnRules.settle(space, settle, now);
            case SpaceCommand.CancelTurn cancel -> TurnRules.cancel(space, cancel, now);
            case SpaceCommand.DeclareIntention declare -> IntentionRules.declare(space, declare, now);
            case SpaceCommand.UpdateIntention update -> IntentionRules.update(space, update, now);
            case SpaceCommand.ResolveIntention resolve -> IntentionRules.resolve(space, resolve, now);
            case SpaceCommand.ExpireIntentions _ -> IntentionRules.expire(space, now);
            case SpaceCommand.ExpireTurns _ -> TurnRules.expire(space, now);
        };
    }

    @Override
    public Space evolve(Space space, SpaceEvent event) {
        return Evolution.after(space, event);
    }
}
