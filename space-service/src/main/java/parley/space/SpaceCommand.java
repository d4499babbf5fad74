package parley.space;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.money.Cost;
import parley.money.TokenCount;

/** What a space can be asked to do. Every command given twice has the effect of once. */
public sealed interface SpaceCommand {

    /** Makes the space; its creator becomes its owner. */
    record Create(String epoch, SpaceSettings settings, String creatorName, Caller by) implements SpaceCommand {}

    record Change(SpaceSettings settings, Caller by) implements SpaceCommand {}

    record Archive(Caller by) implements SpaceCommand {}

    /** Adds a member; joining a public space is adding oneself. Changes the role of one that is there. */
    record Join(MemberId member, MemberKind kind, String name, Role role, Caller by) implements SpaceCommand {}

    record Leave(MemberId member, Caller by) implements SpaceCommand {}

    /**
     * Posts a person's message.
     *
     * @param key a ULID, made by the client: the same key again is the same message
     * @param mentions in the order to be heard
     * @param ifSeq refuse where somebody else has posted after this sequence number; null to post anyway
     */
    record Post(
            Caller by,
            String key,
            String text,
            List<MemberId> mentions,
            @Nullable MessageId replyTo,
            @Nullable Long ifSeq)
            implements SpaceCommand {}

    /**
     * Changes the text of a message.
     *
     * @param ifRev refuse unless the message has this revision; null to edit anyway
     */
    record Edit(
            Caller by,
            MessageId message,
            String text,
            List<MemberId> mentions,
            @Nullable Integer ifRev) implements SpaceCommand {}

    record Delete(Caller by, MessageId message) implements SpaceCommand {}

    /**
     * Reacts to a message.
     *
     * @param on false takes the reaction back
     */
    record React(Caller by, MessageId message, String emoji, boolean on) implements SpaceCommand {}

    /** Wakes an agent without a message: mints a root with a budget of its own. The same key again mints nothing. */
    record Wake(String key, MemberId agent, String purpose, int turns) implements SpaceCommand {}

    /** Ends a turn with the agent's message. */
    record PostAnswer(TurnId turn, String text, List<MemberId> mentions, Answer answer) implements SpaceCommand {}

    /** Ends a turn without a message, as the agent had nothing to say. */
    record PassTurn(TurnId turn, TokenCount usage, Cost cost) implements SpaceCommand {}

    /** Ends a turn without a message, as it could not be finished. */
    record FailTurn(TurnId turn, TurnFailure failure, String detail, TokenCount usage, Cost cost, String partial)
            implements SpaceCommand {}

    /** Says what a turn had come to that the space ended: cancelled, superseded or expired. */
    record SettleTurn(TurnId turn, TokenCount usage, Cost cost, String partial) implements SpaceCommand {}

    /** The stop button. */
    record CancelTurn(TurnId turn, Caller by) implements SpaceCommand {}

    /**
     * Says what the caller means to do, or says it anew.
     *
     * @param key what the caller calls it by
     * @param until when it is over unless it is resolved before
     */
    record DeclareIntention(Caller by, String key, String text, Instant until) implements SpaceCommand {}

    /** The same for an intention that must be there. */
    record UpdateIntention(Caller by, String key, String text, Instant until) implements SpaceCommand {}

    /** The caller has done it, or does not mean to any more. */
    record ResolveIntention(Caller by, String key) implements SpaceCommand {}

    /** Ends the intentions whose time is over. */
    record ExpireIntentions() implements SpaceCommand {}

    /** Ends the turns whose time is over. */
    record ExpireTurns() implements SpaceCommand {}
}
