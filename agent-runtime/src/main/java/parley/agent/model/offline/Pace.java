package parley.agent.model.offline;

import java.time.Duration;

/** How fast the offline model writes: the time from one piece, about a token, to the next. */
public record Pace(Duration betweenPieces) {

    /** As fast as it can. */
    public static final Pace UNPACED = new Pace(Duration.ZERO);

    /** So many pieces a second; 0 for no delay. */
    public static Pace perSecond(int pieces) {
        if (pieces < 0) {
            throw new IllegalArgumentException("pieces per second must be 0 (no delay) or more: " + pieces);
        }
        return pieces == 0 ? UNPACED : new Pace(Duration.ofSeconds(1).dividedBy(pieces));
    }
}
