package parley.agent.actor;

import java.util.Collection;
import parley.agent.run.CallIntent;
import parley.agent.run.RunBrief;
import parley.space.Member;
import parley.space.TurnFailure;

/** What came of preparing a call. */
sealed interface Prepared {

    /**
     * Its worst case is held, and its model expects it.
     *
     * @param members those of the space, whom the answer may mention
     */
    record Ready(RunBrief brief, CallIntent intent, Option option, Collection<Member> members) implements Prepared {}

    /** It cannot be made. */
    record Refused(RunBrief brief, TurnFailure failure, String detail) implements Prepared {}

    /** Nobody wants it any more. */
    record Pointless() implements Prepared {}
}
