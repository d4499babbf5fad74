package parley.persistence.codec;

import parley.presence.Activity;
import parley.space.Space;
import parley.space.SpaceEvent;
import parley.space.floor.TurnPolicy;

/** The stored names of a space. */
final class SpaceVocabulary {

    static final Vocabulary EVENTS = Vocabulary.of(SpaceEvent.class)
            .name("space.created:1", SpaceEvent.SpaceCreated.class)
            .name("space.changed:1", SpaceEvent.SpaceChanged.class)
            .name("space.archived:1", SpaceEvent.SpaceArchived.class)
            .name("space.member.joined:1", SpaceEvent.MemberJoined.class)
            .name("space.member.left:1", SpaceEvent.MemberLeft.class)
            .name("space.member.role:1", SpaceEvent.RoleChanged.class)
            .name("space.message.posted:1", SpaceEvent.MessagePosted.class)
            .name("space.message.edited:1", SpaceEvent.MessageEdited.class)
            .name("space.message.deleted:1", SpaceEvent.MessageDeleted.class)
            .name("space.reaction.set:1", SpaceEvent.ReactionSet.class)
            .name("space.reaction.unset:1", SpaceEvent.ReactionUnset.class)
            .name("space.root.minted:1", SpaceEvent.RootMinted.class)
            .name("space.turn.granted:1", SpaceEvent.TurnGranted.class)
            .name("space.turn.denied:1", SpaceEvent.TurnDenied.class)
            .name("space.turn.passed:1", SpaceEvent.TurnPassed.class)
            .name("space.turn.failed:1", SpaceEvent.TurnFailed.class)
            .name("space.turn.cancelled:1", SpaceEvent.TurnCancelled.class)
            .name("space.turn.superseded:1", SpaceEvent.TurnSuperseded.class)
            .name("space.turn.settled:1", SpaceEvent.TurnSettled.class)
            .name("space.intention.declared:1", SpaceEvent.IntentionDeclared.class)
            .name("space.intention.updated:1", SpaceEvent.IntentionUpdated.class)
            .name("space.intention.resolved:1", SpaceEvent.IntentionResolved.class)
            .name("space.intention.expired:1", SpaceEvent.IntentionExpired.class)
            .build();

    static final Vocabulary STATE = Vocabulary.of(Space.class, "space:3");

    /** Named inside the settings of a space. */
    static final Vocabulary POLICIES = Vocabulary.of(TurnPolicy.class)
            .name("quiet", TurnPolicy.Quiet.class)
            .name("mention", TurnPolicy.Mention.class)
            .name("hand-over", TurnPolicy.HandOver.class)
            .build();

    /** Named inside what nodes tell each other of agents. */
    static final Vocabulary ACTIVITIES = Vocabulary.of(Activity.class)
            .name("idle", Activity.Idle.class)
            .name("thinking", Activity.Thinking.class)
            .name("using", Activity.Using.class)
            .name("waiting", Activity.WaitingApproval.class)
            .name("paused", Activity.PausedBudget.class)
            .name("failed", Activity.Failed.class)
            .build();

    private SpaceVocabulary() {}
}
