package parley.space.floor;

import java.time.Duration;
import java.util.Optional;

/**
 * The bounds on what agents may say in a space.
 *
 * @param turnsPerRoot B: turns that one message of a person can cause, 0 to 64
 * @param hops H: length of a chain of answers, 0 to 64
 * @param turnsPerAgent b: turns of one agent under one root, 0 to 64
 * @param mentionsOfPerson f: how many agents one message of a person can ask, 0 to 50
 * @param streak K: agent messages in a row without a person, 0 to 1,000
 * @param coolDown the least time between two turns of one agent, up to a day
 * @param turnDeadline how long a turn may take, 1 second to an hour
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

    private static final int MENTIONS_CEILING = 50;
    private static final int STREAK_CEILING = 1_000;
    private static final Duration COOL_DOWN_CEILING = Duration.ofDays(1);
    private static final Duration DEADLINE_FLOOR = Duration.ofSeconds(1);
    private static final Duration DEADLINE_CEILING = Duration.ofHours(1);

    public static final FloorSettings DEFAULT = new FloorSettings(
            new TurnPolicy.HandOver(),
            6,
            3,
            2,
            3,
            8,
            Duration.ZERO,
            Duration.ofMinutes(2).plusSeconds(30));

    /** The same bounds under another policy. */
    public FloorSettings with(TurnPolicy other) {
        return new FloorSettings(
                other, turnsPerRoot, hops, turnsPerAgent, mentionsOfPerson, streak, coolDown, turnDeadline);
    }

    /** What is wrong and what is allowed; empty where nothing is. */
    public Optional<String> problem() {
        return outside("turnsPerRoot", turnsPerRoot, TURNS_PER_ROOT_CEILING)
                .or(() -> outside("hops", hops, TURNS_PER_ROOT_CEILING))
                .or(() -> outside("turnsPerAgent", turnsPerAgent, TURNS_PER_ROOT_CEILING))
                .or(() -> outside("mentionsOfPerson", mentionsOfPerson, MENTIONS_CEILING))
                .or(() -> outside("streak", streak, STREAK_CEILING))
                .or(() -> outside("coolDown", coolDown, Duration.ZERO, COOL_DOWN_CEILING))
                .or(() -> outside("turnDeadline", turnDeadline, DEADLINE_FLOOR, DEADLINE_CEILING));
    }

    private static Optional<String> outside(String name, int value, int ceiling) {
        return value >= 0 && value <= ceiling
                ? Optional.empty()
                : Optional.of("%s is %d; allowed is 0 to %d.".formatted(name, value, ceiling));
    }

    private static Optional<String> outside(String name, Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0
                ? Optional.empty()
                : Optional.of("%s is %s; allowed is %s to %s.".formatted(name, value, least, most));
    }
}
