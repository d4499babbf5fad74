package parley.agent.actor;

import parley.presence.Activity;
import parley.space.MemberId;
import parley.space.SpaceId;
import parley.space.TurnId;

/** Hears agents work and write, so that people see it at once. Nothing depends on it: what is lost here comes with the answer. Never blocks. */
public interface DraftSink {

    /**
     * More text of a turn.
     *
     * @param attempt from 1; a higher one than before starts the draft anew
     * @param offset how many UTF-16 units of this attempt came before
     */
    void append(SpaceId space, TurnId turn, MemberId agent, int attempt, int offset, String text);

    /** What the agent does now in its turn. */
    void does(SpaceId space, TurnId turn, Activity activity);

    /** The turn is over, or nobody works on it any more. */
    void ended(SpaceId space, TurnId turn);
}
