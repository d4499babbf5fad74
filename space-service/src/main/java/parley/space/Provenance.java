package parley.space;

import org.jspecify.annotations.Nullable;

/**
 * Where a message comes from; written by the space, never by a client.
 *
 * @param root the message of a person, or the minted root, that started it all; null where nothing can follow: notices, integrations
 * @param hop 0 for a root, one more than its trigger for an agent's answer
 * @param trigger the message it answers; null for a person's
 * @param turn the turn it ends; null for a person's
 */
public record Provenance(
        @Nullable MessageId root,
        int hop,
        @Nullable MessageId trigger,
        @Nullable TurnId turn) {

    /** Nobody's consequence and nobody's cause. */
    public static final Provenance NONE = new Provenance(null, 0, null, null);
}
