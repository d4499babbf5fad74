package parley.space;

import parley.space.Heads.Head;
import parley.space.SpaceEvent.MemberJoined;
import parley.space.SpaceEvent.MessageDeleted;
import parley.space.SpaceEvent.MessageEdited;
import parley.space.SpaceEvent.MessagePosted;
import parley.space.SpaceEvent.ReactionSet;
import parley.space.SpaceEvent.ReactionUnset;
import parley.space.SpaceEvent.RoleChanged;
import parley.space.SpaceEvent.RootMinted;
import parley.space.SpaceEvent.TurnGranted;
import parley.space.floor.TurnEnd;
import parley.space.floor.TurnEnd.How;

/** What a space becomes by an event. */
final class Evolution {

    private Evolution() {}

    static Space after(Space before, SpaceEvent event) {
        var space = before.next();
        return switch (event) {
            case SpaceEvent.SpaceCreated created -> space.with(created.epoch()).with(created.settings());
            case SpaceEvent.SpaceChanged changed -> space.with(changed.settings());
            case SpaceEvent.SpaceArchived archived ->
                space.archivedAt(archived.at()).with(Intentions.NONE);
            case MemberJoined joined -> joined(space, joined);
            case SpaceEvent.MemberLeft left ->
                space.withMembers(space.members().minus(left.member()))
                        .with(space.floor().without(left.member()))
                        .with(space.intentions().without(left.member()));
            case RoleChanged changed -> roleChanged(space, changed);
            case MessagePosted posted -> posted(space, posted);
            case MessageEdited edited -> edited(space, edited);
            case MessageDeleted deleted -> deleted(space, deleted);
            case ReactionSet set -> reacted(space, set);
            case ReactionUnset unset -> unreacted(space, unset);
            case RootMinted minted -> minted(space, minted);
            case TurnGranted granted -> granted(space, granted);
            case SpaceEvent.IntentionDeclared(var member, var key, var text, var until, var at) ->
                space.with(space.intentions().plus(new Intention(member, key, text, until, at)));
            case SpaceEvent.IntentionUpdated updated -> updated(space, updated);
            case SpaceEvent.IntentionResolved(var member, var key, var _) ->
                space.with(space.intentions().minus(member, key));
            case SpaceEvent.IntentionExpired(var member, var key, var _) ->
                space.with(space.intentions().minus(member, key));
            case SpaceEvent.TurnDenied _ -> space;
            case SpaceEvent.TurnPassed passed -> ended(space, passed.turn(), How.PASSED, false, event);
            case SpaceEvent.TurnFailed failed ->
                ended(space, failed.turn(), How.FAILED, failed.failure() == TurnFailure.EXPIRED, event);
            case SpaceEvent.TurnSettled settled -> space.with(space.floor().settled(settled.turn()));
            case SpaceEvent.TurnCancelled cancelled -> stopped(space, cancelled.turn(), How.CANCELLED, event);
            case SpaceEvent.TurnSuperseded superseded -> stopped(space, superseded.turn(), How.SUPERSEDED, event);
        };
    }

    private static Space joined(Space space, MemberJoined event) {
        var member = new Member(event.member(), event.kind(), event.name(), event.role(), event.at());
        return space.withMembers(space.members().plus(member.id(), member));
    }

    private static Space roleChanged(Space space, RoleChanged event) {
        return space.member(event.member())
                .map(member -> space.withMembers(space.members().plus(member.id(), member.as(event.role()))))
                .orElse(space);
    }

    private static Space updated(Space space, SpaceEvent.IntentionUpdated event) {
        return space.intentions()
                .find(event.member(), event.key())
                .map(known -> space.with(space.intentions().plus(known.changed(event.text(), event.until()))))
                .orElse(space);
    }

    private static Space posted(Space space, MessagePosted event) {
        var message = Message.of(event, space.seq());
        var head = new Head(
                event.id(),
                space.seq(),
                event.at(),
                event.author(),
                ContentHash.of(event.author(), event.text(), event.replyTo()),
                0,
                1,
                false);
        return heard(space.plus(message).with(space.heads().plus(event.key(), head)), event);
    }

    private static Space heard(Space space, MessagePosted event) {
        return switch (event.authorKind()) {
            case HUMAN -> space.with(space.floor().heardPerson());
            case AGENT -> answered(space, event);
            case INTEGRATION, SYSTEM -> space;
        };
    }

    private static Space answered(Space space, MessagePosted event) {
        var provenance = event.provenance();
        var floor = space.floor().heardAgent(event.author(), provenance.root(), event.text());
        var turn = provenance.turn();
        return space.with(
                turn == null ? floor : floor.ended(turn, new TurnEnd(How.ANSWERED, space.seq(), event.at(), false)));
    }

    private static Space edited(Space space, MessageEdited event) {
        var changed = space.message(event.id())
                .map(message -> space.changed(message.edited(event)))
                .orElse(space);
        return changed.heads()
                .find(event.id())
                .map(head ->
                        changed.with(changed.heads().changed(event.id().key(), head.edited(event.rev(), event.text()))))
                .orElse(changed);
    }

    private static Space deleted(Space space, MessageDeleted event) {
        var changed = space.message(event.id())
                .map(message -> space.changed(message.gone()))
                .orElse(space);
        return changed.heads()
                .find(event.id())
                .map(head -> changed.with(changed.heads().changed(event.id().key(), head.gone())))
                .orElse(changed);
    }

    private static Space reacted(Space space, ReactionSet event) {
        return space.message(event.id())
                .map(message -> space.changed(message.reacted(event)))
                .orElse(space);
    }

    private static Space unreacted(Space space, ReactionUnset event) {
        return space.message(event.id())
                .map(message -> space.changed(message.unreacted(event)))
                .orElse(space);
    }

    /** The key of a wake-up is remembered beside those of messages. */
    private static Space minted(Space space, RootMinted event) {
        var head = new Head(event.root(), space.seq(), event.at(), event.agent(), 0, 0, 1, false);
        return space.with(space.heads().plus(event.root().value(), head))
                .with(space.floor().minted(event));
    }

    private static Space granted(Space space, TurnGranted event) {
        var author = space.heads().find(event.root()).map(Head::author).orElse(null);
        return space.with(space.floor().granted(event, author, space.seq() - 1));
    }

    private static Space ended(Space space, TurnId turn, How how, boolean owed, SpaceEvent event) {
        return space.with(space.floor().ended(turn, new TurnEnd(how, space.seq(), event.at(), owed)));
    }

    private static Space stopped(Space space, TurnId turn, How how, SpaceEvent event) {
        return ended(space.with(space.floor().shut(turn)), turn, how, true, event);
    }
}
