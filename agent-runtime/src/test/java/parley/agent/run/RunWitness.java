package parley.agent.run;

import static parley.agent.run.RunInvariant.ANOTHER_CALL_HAS_A_REASON;
import static parley.agent.run.RunInvariant.CALLS_ARE_SETTLED_ONCE;
import static parley.agent.run.RunInvariant.CALLS_ARE_STORED_BEFORE_THEY_ARE_MADE;
import static parley.agent.run.RunInvariant.CALLS_HAVE_NAMES_OF_THEIR_OWN;
import static parley.agent.run.RunInvariant.CALLS_WITHIN_ATTEMPTS;
import static parley.agent.run.RunInvariant.CLOSED_RUNS_HAVE_SETTLED_EVERY_CALL;
import static parley.agent.run.RunInvariant.CLOSED_RUNS_STAY_AS_THEY_ARE;
import static parley.agent.run.RunInvariant.NO_CALL_AFTER_THE_END_IS_KNOWN;
import static parley.agent.run.RunInvariant.ONE_ANSWER_PER_RUN;
import static parley.agent.run.RunInvariant.ONE_CALL_AT_A_TIME;
import static parley.agent.run.RunInvariant.STOPPED_RUNS_HAVE_NO_ANSWER;
import static parley.agent.run.RunInvariant.STOPPED_RUNS_MAKE_NO_CALL;
import static parley.agent.run.RunInvariant.TAKE_OVERS_WITHIN_LIMIT;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;
import parley.agent.run.RunEvent.CallAbandoned;
import parley.agent.run.RunEvent.CallCompleted;
import parley.agent.run.RunEvent.CallFailed;
import parley.agent.run.RunEvent.CallIntended;
import parley.agent.run.RunEvent.ReplyReady;
import parley.agent.run.RunEvent.RunClosed;
import parley.agent.run.RunEvent.RunFailed;
import parley.agent.run.RunEvent.RunRecovered;
import parley.agent.run.RunEvent.RunStarted;
import parley.agent.run.RunEvent.RunStopped;
import parley.ledger.CallId;
import parley.space.Invariant;

/**
 * What an observer has seen of a run, who counts for itself and believes no counter of the run.
 *
 * @param made calls made to a model
 * @param ended calls of which the run has said how they ended
 * @param excused calls that failed, or were under way when their process ended
 * @param answer null until there is one
 * @param failed whether the run has given up
 * @param stopped whether the run heard of the end of its turn before it knew its own
 * @param takeOvers how often another process took over since anything else happened
 */
record RunWitness(
        PSet<CallId> made,
        PSet<CallId> ended,
        PSet<CallId> excused,
        @Nullable ReplyReady answer,
        boolean failed,
        boolean stopped,
        int takeOvers,
        boolean closed) {

    /** What was promised, not what the run takes it to be. */
    static final int CALLS_MAX = 3;

    /** What was promised, not what the run takes it to be. */
    static final int TAKE_OVERS_MAX = 3;

    static final RunWitness NONE = new RunWitness(
            HashTreePSet.empty(), HashTreePSet.empty(), HashTreePSet.empty(), null, false, false, 0, false);

    boolean knowsTheEnd() {
        return answer != null || failed;
    }

    boolean awaitsCall() {
        return !ended.containsAll(made);
    }

    /** A process makes a call, as the run has agreed to it. */
    RunWitness calls(CallId call, Run run, Set<Invariant> broken) {
        note(broken, CALLS_ARE_STORED_BEFORE_THEY_ARE_MADE, !run.knows(call));
        note(broken, CALLS_HAVE_NAMES_OF_THEIR_OWN, made.contains(call));
        note(broken, ONE_CALL_AT_A_TIME, awaitsCall());
        note(broken, CALLS_WITHIN_ATTEMPTS, made.size() >= CALLS_MAX);
        note(broken, ANOTHER_CALL_HAS_A_REASON, made.size() > excused.size());
        note(broken, NO_CALL_AFTER_THE_END_IS_KNOWN, knowsTheEnd());
        note(broken, STOPPED_RUNS_MAKE_NO_CALL, stopped);
        return new RunWitness(made.plus(call), ended, excused, answer, failed, stopped, takeOvers, closed);
    }

    /** The call that is under way fails, or its process ends: reason enough for another one. */
    RunWitness excusing() {
        return new RunWitness(
                made, ended, excused.plusAll(made.minusAll(ended)), answer, failed, stopped, takeOvers, closed);
    }

    /** The run hears that its turn is over. */
    RunWitness stops() {
        return new RunWitness(made, ended, excused, answer, failed, stopped || !knowsTheEnd(), takeOvers, closed);
    }

    /** Another process has taken over. */
    RunWitness takenOver(Set<Invariant> broken) {
        note(broken, TAKE_OVERS_WITHIN_LIMIT, takeOvers >= TAKE_OVERS_MAX && !failed && !stopped);
        return new RunWitness(made, ended, excused, answer, failed, stopped, takeOvers + 1, closed);
    }

    /** After one more event; what it breaks is added to {@code broken}. */
    RunWitness after(RunEvent event, Set<Invariant> broken) {
        note(broken, CLOSED_RUNS_STAY_AS_THEY_ARE, closed);
        return switch (event) {
            case RunStarted _, CallIntended _, RunStopped _ -> progressed();
            case RunRecovered _ -> this;
            case CallCompleted(var call, var _, var _, var _, var _, var _) ->
                ended(call, broken).progressed();
            case CallFailed(var call, var _, var _, var _, var _, var _) ->
                ended(call, broken).progressed();
            case CallAbandoned(var call, var _, var _) -> ended(call, broken);
            case ReplyReady ready -> answers(ready, broken);
            case RunFailed _ -> new RunWitness(made, ended, excused, answer, true, stopped, 0, closed);
            case RunClosed _ -> closes(broken);
        };
    }

    private RunWitness ended(CallId call, Set<Invariant> broken) {
        note(broken, CALLS_ARE_SETTLED_ONCE, ended.contains(call));
        return new RunWitness(made, ended.plus(call), excused, answer, failed, stopped, takeOvers, closed);
    }

    private RunWitness answers(ReplyReady ready, Set<Invariant> broken) {
        note(broken, ONE_ANSWER_PER_RUN, answer != null);
        note(broken, STOPPED_RUNS_HAVE_NO_ANSWER, stopped);
        return new RunWitness(made, ended, excused, ready, failed, stopped, 0, closed);
    }

    private RunWitness closes(Set<Invariant> broken) {
        note(broken, CLOSED_RUNS_HAVE_SETTLED_EVERY_CALL, awaitsCall());
        return new RunWitness(made, ended, excused, answer, failed, stopped, 0, true);
    }

    private RunWitness progressed() {
        return new RunWitness(made, ended, excused, answer, failed, stopped, 0, closed);
    }

    private static void note(Set<Invariant> broken, RunInvariant invariant, boolean breaks) {
        if (breaks) {
            broken.add(invariant);
        }
    }
}
