package parley.space.actor;

import java.time.Duration;

/**
 * What a hub holds for its readers, and how often it looks after itself.
 *
 * @param ringEvents recent updates kept in memory for each space
 * @param ringBytes their size at most
 * @param replayEvents updates that a returning reader gets one by one; whoever missed more gets the state instead
 * @param replayBytes their size at most
 * @param beat how often the space is asked how far it has got
 * @param idleAfter how long a hub without readers stays
 * @param ephemeralEvery the least time between two ephemeral updates of a space
 * @param typingFor how long somebody counts as typing after their last word of it
 */
public record HubSettings(
        int ringEvents,
        int ringBytes,
        int replayEvents,
        int replayBytes,
        Duration beat,
        Duration idleAfter,
        Duration ephemeralEvery,
        Duration typingFor) {

    public static final HubSettings DEFAULT = new HubSettings(
            2_000,
            1024 * 1024,
            2_000,
            1024 * 1024,
            Duration.ofSeconds(5),
            Duration.ofSeconds(120),
            Duration.ofMillis(40),
            Duration.ofSeconds(6));
}
