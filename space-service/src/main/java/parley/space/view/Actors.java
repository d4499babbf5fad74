package parley.space.view;

import org.jspecify.annotations.Nullable;
import parley.space.MemberId;
import parley.space.SpaceEvent;
import parley.space.SpaceEvent.IntentionDeclared;
import parley.space.SpaceEvent.IntentionExpired;
import parley.space.SpaceEvent.IntentionResolved;
import parley.space.SpaceEvent.IntentionUpdated;
import parley.space.SpaceEvent.MemberJoined;
import parley.space.SpaceEvent.MemberLeft;
import parley.space.SpaceEvent.MessageDeleted;
import parley.space.SpaceEvent.MessageEdited;
import parley.space.SpaceEvent.MessagePosted;
import parley.space.SpaceEvent.ReactionSet;
import parley.space.SpaceEvent.ReactionUnset;
import parley.space.SpaceEvent.RoleChanged;
import parley.space.SpaceEvent.RootMinted;
import parley.space.SpaceEvent.SpaceArchived;
import parley.space.SpaceEvent.SpaceChanged;
import parley.space.SpaceEvent.SpaceCreated;
import parley.space.SpaceEvent.TurnCancelled;
import parley.space.SpaceEvent.TurnDenied;
import parley.space.SpaceEvent.TurnFailed;
import parley.space.SpaceEvent.TurnGranted;
import parley.space.SpaceEvent.TurnPassed;
import parley.space.SpaceEvent.TurnSettled;
import parley.space.SpaceEvent.TurnSuperseded;

/** Who did what an event tells. */
public final class Actors {

    private Actors() {}

    /** The member who did it; null where the space did it by its rules. */
    public static @Nullable MemberId of(SpaceEvent event) {
        return switch (event) {
            case SpaceCreated created -> created.by();
            case SpaceChanged changed -> changed.by();
            case SpaceArchived archived -> archived.by();
            case MemberJoined joined -> joined.by();
            case MemberLeft left -> left.by();
            case RoleChanged changed -> changed.by();
            case MessagePosted posted -> posted.author();
            case MessageEdited edited -> edited.by();
            case MessageDeleted deleted -> deleted.by();
            case ReactionSet set -> set.by();
            case ReactionUnset unset -> unset.by();
            case TurnCancelled cancelled -> cancelled.by();
            case RootMinted minted -> minted.agent();
            case IntentionDeclared declared -> declared.member();
            case IntentionUpdated updated -> updated.member();
            case IntentionResolved resolved -> resolved.member();
            case TurnGranted _,
                    TurnDenied _,
                    TurnPassed _,
                    TurnFailed _,
                    TurnSuperseded _,
                    TurnSettled _,
                    IntentionExpired _ -> null;
        };
    }
}
