package parley.space.floor;

import java.time.Duration;

/**
 * The bounds on what agents may say in a space.
 *
 * @param turnsPerRoot B: turns that one message of a person can cause, 0 to 64
 * @param hops H: length of a chain of answers, 0 to 64
 * @param turnsPerAgent b: turns of one agent under one root
 * @param mentionsOfPerson how many agents one message of a person can ask
 * @param streak K: agent messages in a row without a person
 * @param coolDown the least time between two turns of one agent
 * @param turnDeadline how long a turn may take
 */
public record FloorSettings(
        TurnPolicy policy,
        int turnsPerRoot,
        int hops,
        int turnsPerAgent,
        int mentionsOfPerson,
        int streak,
        Duration coolDown,
        Duration turnDeadline) {

    /** No setting may let one message cause more turns than this. */
    public static final int TURNS_PER_ROOT_CEILING = 64;

    public static final FloorSettings DEFAULT = new FloorSettings(
            new TurnPolicy.HandOver(), 6, 3, 2, 3, 8, Duration.ZERO, Duration.ofMinutes(2).plusSeconds(30));

    /** The same bounds under another policy. */
    public FloorSettings with(TurnPolicy other) {
        return new FloorSettings(
                other, turnsPerRoot, hops, turnsPerAgent, mentionsOfPerson, streak, coolDown, turnDeadline);
    }
}
