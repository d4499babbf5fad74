package parley.presence;

import parley.space.MemberId;
import parley.space.TurnId;

/**
 * What an agent has written so far in a turn that goes on.
 *
 * @param attempt from 1; another attempt begins the text anew
 */
public record Draft(TurnId turn, MemberId agent, int attempt, String text) {

    /** Characters of a draft at most; what comes after is shown only with the finished message. */
    public static final int TEXT_MAX = 256 * 1024;

    /**
     * The draft with more text. What overlaps is ignored, what leaves a gap too: the writer sends again from where the
     * draft ends.
     */
    public Draft grown(int newAttempt, int offset, String more) {
        if (newAttempt < attempt) {
            return this;
        }
        var sofar = newAttempt > attempt ? "" : text;
        int overlap = sofar.length() - offset;
        if (overlap < 0 || overlap >= more.length() || sofar.length() + more.length() - overlap > TEXT_MAX) {
            return newAttempt > attempt ? new Draft(turn, agent, newAttempt, "") : this;
        }
        return new Draft(turn, agent, newAttempt, sofar + more.substring(overlap));
    }
}
