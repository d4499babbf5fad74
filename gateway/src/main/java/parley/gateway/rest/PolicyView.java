package parley.gateway.rest;

import org.jspecify.annotations.Nullable;
import parley.space.floor.FloorSettings;
import parley.space.floor.TurnPolicy;

/** Who may speak in a space, as clients see and set it; what they leave out keeps its value. */
record PolicyView(
        @Nullable String name,
        @Nullable Integer turnsPerRoot,
        @Nullable Integer hops) {

    static PolicyView of(FloorSettings floor) {
        return new PolicyView(name(floor.policy()), floor.turnsPerRoot(), floor.hops());
    }

    private static String name(TurnPolicy policy) {
        return switch (policy) {
            case TurnPolicy.Quiet _ -> "quiet";
            case TurnPolicy.Mention _ -> "mention";
            case TurnPolicy.HandOver _ -> "hand-over";
        };
    }

    /** These settings over others. */
    FloorSettings over(FloorSettings floor) {
        return new FloorSettings(
                name == null ? floor.policy() : policy(name),
                turnsPerRoot == null ? floor.turnsPerRoot() : turnsPerRoot,
                hops == null ? floor.hops() : hops,
                floor.turnsPerAgent(),
                floor.mentionsOfPerson(),
                floor.streak(),
                floor.coolDown(),
                floor.turnDeadline());
    }

    private static TurnPolicy policy(String name) {
        return switch (name) {
            case "quiet" -> new TurnPolicy.Quiet();
            case "mention" -> new TurnPolicy.Mention();
            case "hand-over" -> new TurnPolicy.HandOver();
            default -> throw Refusal.at("/policy/name", "allowed are quiet, mention and hand-over");
        };
    }
}
