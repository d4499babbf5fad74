package parley.space.actor;

import java.time.Duration;

/** The beats that a hub has gone through without news of what it follows, and those without readers. */
final class Beats {

    /** So many without news, and what a hub has not heard of yet counts as out of reach. */
    static final int SILENT_MAX = 2;

    private final Duration length;
    private final Duration idleAfter;
    private int silent;
    private int alone;

    Beats(HubSettings settings) {
        length = settings.beat();
        idleAfter = settings.idleAfter();
    }

    /** There is news. */
    void heard() {
        silent = 0;
    }

    /** Somebody has come to read. */
    void visited() {
        alone = 0;
    }

    /** Another one has passed. */
    void beat(boolean anybodyReads) {
        silent++;
        alone = anybodyReads ? 0 : alone + 1;
    }

    /** Whether there has been no news for so long that nobody should wait for it any more. */
    boolean isSilent() {
        return silent >= SILENT_MAX;
    }

    /** Whether nobody has been reading for so long that the hub is not needed. */
    boolean isIdle() {
        return length.multipliedBy(alone).compareTo(idleAfter) >= 0;
    }
}
