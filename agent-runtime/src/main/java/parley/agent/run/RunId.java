package parley.agent.run;

import parley.space.SpaceId;
import parley.space.TurnId;

/** Names a run: there is one for every turn. */
public record RunId(SpaceId space, TurnId turn) {

    /** Occurs in neither part. */
    private static final char SEPARATOR = '~';

    /** Reads what {@link #toString} writes; throws {@link IllegalArgumentException} otherwise. */
    public static RunId parse(String text) {
        var separator = text.indexOf(SEPARATOR);
        if (separator < 1 || separator == text.length() - 1) {
            throw new IllegalArgumentException("a run is written space~turn, as in sp_a~t_60: " + text);
        }
        return new RunId(new SpaceId(text.substring(0, separator)), new TurnId(text.substring(separator + 1)));
    }

    @Override
    public String toString() {
        return space.value() + SEPARATOR + turn.value();
    }
}
