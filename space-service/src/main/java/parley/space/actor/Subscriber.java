package parley.space.actor;

import org.jspecify.annotations.Nullable;
import parley.presence.Lease;
import parley.space.MemberId;

/** A reader of a space's feed. Called from the hub's thread; must not block. */
public interface Subscriber {

    MemberId user();

    /** Its claim that its user is there; null where it looks on without making anybody present. */
    @Nullable
    Lease lease();

    /**
     * There is more to read. Repeated calls must cost nothing until the reader has looked.
     *
     * @return whether {@link Feed#looked} will follow once it has; false also where a call before is still to be
     * followed
     */
    boolean wake();

    /** Nothing after {@code last} may be read. Called before anything after it can be read. */
    void end(long last, Ending why);

    /** How a reader goes. */
    enum Departure {
        /** Its client said so. */
        LEFT,
        /** Without a word; it may come back. */
        LOST,
        /** The same connection begins anew. */
        REPLACED
    }

    /** Why a reader's subscription ended. */
    sealed interface Ending {

        /** Its user is no longer a member. */
        record Membership() implements Ending {}

        /** Another history has replaced this one. */
        record Replaced(String epoch) implements Ending {}

        /** The hub has stopped; subscribe again from where the reading stopped. */
        record Interrupted() implements Ending {}
    }
}
