package parley.space;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.money.Cost;
import parley.money.TokenCount;
import parley.space.floor.Denial;

/** What happened in a space. Stored for ever: add, never rename, re-type or re-use. */
public sealed interface SpaceEvent {

    /** When the space decided it, by the server's clock. */
    Instant at();

    /** What became of agents' wish to speak. */
    sealed interface TurnEvent extends SpaceEvent {}

    /** What became of what a member means to do. */
    sealed interface IntentionEvent extends SpaceEvent {}

    /**
     * The space began.
     *
     * @param epoch a random name for this history, so that a client notices when another one replaces it
     */
    record SpaceCreated(String epoch, SpaceSettings settings, MemberId by, Instant at) implements SpaceEvent {}

    record SpaceChanged(SpaceSettings settings, MemberId by, Instant at) implements SpaceEvent {}

    record SpaceArchived(MemberId by, Instant at) implements SpaceEvent {}

    record MemberJoined(MemberId member, MemberKind kind, String name, Role role, MemberId by, Instant at)
            implements SpaceEvent {}

    record MemberLeft(MemberId member, MemberId by, Instant at) implements SpaceEvent {}

    record RoleChanged(MemberId member, Role role, MemberId by, Instant at) implements SpaceEvent {}

    /**
     * Somebody said something.
     *
     * @param ordinal the message's place among the messages of the space, from 1
     */
    record MessagePosted(
            MessageId id,
            long ordinal,
            String key,
            MemberId author,
            MemberKind authorKind,
            MessageKind kind,
            String text,
            List<MemberId> mentions,
            @Nullable MessageId replyTo,
            Provenance provenance,
            @Nullable Answer answer,
            Instant at)
            implements SpaceEvent {}

    record MessageEdited(MessageId id, int rev, String text, List<MemberId> mentions, MemberId by, Instant at)
            implements SpaceEvent {}

    record MessageDeleted(MessageId id, MemberId by, Instant at) implements SpaceEvent {}

    record ReactionSet(MessageId id, String emoji, MemberId by, Instant at) implements SpaceEvent {}

    record ReactionUnset(MessageId id, String emoji, MemberId by, Instant at) implements SpaceEvent {}

    /**
     * A wake-up that no message caused.
     *
     * @param turns how many grants this root may cause at most
     */
    record RootMinted(MessageId root, String key, MemberId agent, String purpose, int turns, Instant at)
            implements SpaceEvent {}

    /**
     * An agent may speak once.
     *
     * @param left how many more turns the root may cause
     */
    record TurnGranted(
            TurnId turn,
            MemberId agent,
            MessageId root,
            MessageId trigger,
            int hop,
            int left,
            Instant expiresAt,
            Instant at)
            implements TurnEvent {}

    record TurnDenied(MemberId agent, MessageId root, MessageId trigger, Denial denial, Instant at)
            implements TurnEvent {}

    record TurnPassed(TurnId turn, TokenCount usage, Cost cost, Instant at) implements TurnEvent {}

    /**
     * A turn ended without an answer.
     *
     * @param partial what had been written, kept collapsed; may be empty
     */
    record TurnFailed(
            TurnId turn, TurnFailure failure, String detail, TokenCount usage, Cost cost, String partial, Instant at)
            implements TurnEvent {}

    record TurnCancelled(TurnId turn, MemberId by, Instant at) implements TurnEvent {}

    /**
     * A turn became pointless.
     *
     * @param by the newer message of the same person that made the answer pointless
     */
    record TurnSuperseded(TurnId turn, MessageId by, Instant at) implements TurnEvent {}

    /**
     * What a turn had come to that the space ended before its agent did.
     *
     * @param partial what had been written, kept collapsed; may be empty
     */
    record TurnSettled(TurnId turn, TokenCount usage, Cost cost, String partial, Instant at) implements TurnEvent {}

    /** A member means to do something. */
    record IntentionDeclared(MemberId member, String key, String text, Instant until, Instant at)
            implements IntentionEvent {}

    record IntentionUpdated(MemberId member, String key, String text, Instant until, Instant at)
            implements IntentionEvent {}

    record IntentionResolved(MemberId member, String key, Instant at) implements IntentionEvent {}

    record IntentionExpired(MemberId member, String key, Instant at) implements IntentionEvent {}
}
