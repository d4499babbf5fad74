package parley.space.actor;

import parley.space.MemberId;

/** A reader of a space's feed. Called from the hub's thread; must not block. */
public interface Subscriber {

    MemberId user();

    /** There is more to read. As often as it likes, so repeated calls must cost nothing until the reader has looked. */
    void wake();

    /** Nothing after {@code last} may be read. Called before anything after it can be read. */
    void end(long last, Ending why);

    /** Why a reader's subscription ended. */
    enum Ending {
        /** Its user is no longer a member. */
        MEMBERSHIP,
        /** Another history has replaced this one. */
        EPOCH,
        /** The hub has stopped; subscribe again from where the reading stopped. */
        INTERRUPTED
    }
}
