package parley.agent.run;

import static parley.agent.run.RunInvariant.ANOTHER_CALL_HAS_A_REASON;
import static parley.agent.run.RunInvariant.CALLS_ARE_SETTLED_ONCE;
import static parley.agent.run.RunInvariant.CALLS_ARE_STORED_BEFORE_THEY_ARE_MADE;
import static parley.agent.run.RunInvariant.CALLS_HAVE_NAMES_OF_THEIR_OWN;
import static parley.agent.run.RunInvariant.CALLS_WITHIN_ATTEMPTS;
import static parley.agent.run.RunInvariant.CLOSED_RUNS_HAVE_SETTLED_EVERY_CALL;
import static parley.agent.run.RunInvariant.CLOSED_RUNS_LEAVE_NO_TURN_OPEN;
import static parley.agent.run.RunInvariant.CLOSED_RUNS_STAY_AS_THEY_ARE;
import static parley.agent.run.RunInvariant.EVERY_RUN_CAN_GO_ON;
import static parley.agent.run.RunInvariant.NOBODY_WAITS_FOR_A_LOST_CALL;
import static parley.agent.run.RunInvariant.NO_CALL_AFTER_THE_END_IS_KNOWN;
import static parley.agent.run.RunInvariant.ONE_ANSWER_PER_RUN;
import static parley.agent.run.RunInvariant.ONE_CALL_AT_A_TIME;
import static parley.agent.run.RunInvariant.RUNS_SPEAK_FOR_THEIR_OWN_TURN;
import static parley.agent.run.RunInvariant.STOPPED_RUNS_HAVE_NO_ANSWER;
import static parley.agent.run.RunInvariant.STOPPED_RUNS_MAKE_NO_CALL;
import static parley.agent.run.RunInvariant.TAKE_OVERS_WITHIN_LIMIT;
import static parley.agent.run.RunInvariant.TOLD_TWICE_IS_TOLD_ONCE;
import static parley.agent.run.RunInvariant.WHAT_IS_POSTED_WAS_STORED;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pcollections.TreePVector;
import parley.agent.model.ModelReply.Kind;
import parley.agent.run.RunCommand.Begin;
import parley.agent.run.RunCommand.Close;
import parley.agent.run.RunCommand.Complete;
import parley.agent.run.RunCommand.FailCall;
import parley.agent.run.RunCommand.Intend;
import parley.agent.run.RunCommand.Recover;
import parley.agent.run.RunCommand.Stop;
import parley.agent.run.RunEvent.CallAbandoned;
import parley.agent.run.RunEvent.CallCompleted;
import parley.agent.run.RunEvent.CallFailed;
import parley.agent.run.RunEvent.CallIntended;
import parley.agent.run.RunEvent.ReplyReady;
import parley.agent.run.RunEvent.RunClosed;
import parley.agent.run.RunEvent.RunFailed;
import parley.agent.run.RunEvent.RunStarted;
import parley.entity.Decider;
import parley.entity.Decision;
import parley.money.Cost;

/** The rules of a run, each time with one defence removed. */
final class RunMutants {

    /** What a run takes its limit of attempts for, instead of what it is. */
    private static final int ATTEMPTS_RAISED = 9;

    private RunMutants() {}

    static Stream<Mutant> all() {
        return Stream.of(
                deciding("a result counts again", RunMutants::completeAgain, CALLS_ARE_SETTLED_ONCE),
                deciding("a result counts again", RunMutants::completeAgain, ONE_ANSWER_PER_RUN),
                deciding("a result counts again", RunMutants::completeAgain, TOLD_TWICE_IS_TOLD_ONCE),
                deciding("a failure counts again", RunMutants::failAgain, CALLS_ARE_SETTLED_ONCE),
                deciding("a beginning counts again", RunMutants::beginAgain, CALLS_HAVE_NAMES_OF_THEIR_OWN),
                deciding("a beginning counts again", RunMutants::beginAgain, RUNS_SPEAK_FOR_THEIR_OWN_TURN),
                deciding("an intention counts again", RunMutants::intendAgain, ONE_CALL_AT_A_TIME),
                deciding("an intention counts again", RunMutants::intendAgain, ANOTHER_CALL_HAS_A_REASON),
                deciding("a run closes twice", RunMutants::closeAgain, CLOSED_RUNS_STAY_AS_THEY_ARE),
                deciding(
                        "a lost call is not abandoned",
                        without(Recover.class, CallAbandoned.class),
                        NOBODY_WAITS_FOR_A_LOST_CALL),
                deciding("take-overs have no limit", without(Recover.class, RunFailed.class), TAKE_OVERS_WITHIN_LIMIT),
                deciding("the attempts are nine", RunMutants::moreAttempts, CALLS_WITHIN_ATTEMPTS),
                deciding(
                        "attempts have no limit where processes die",
                        without(Recover.class, RunFailed.class),
                        CALLS_WITHIN_ATTEMPTS),
                deciding("a stop is ignored", without(Stop.class, RunEvent.class), STOPPED_RUNS_HAVE_NO_ANSWER),
                deciding("a stop is ignored", without(Stop.class, RunEvent.class), STOPPED_RUNS_MAKE_NO_CALL),
                deciding("a stopped run takes an answer", RunMutants::answerAfterStop, STOPPED_RUNS_HAVE_NO_ANSWER),
                deciding(
                        "a run closes before its call has ended",
                        RunMutants::closeEarly,
                        CLOSED_RUNS_HAVE_SETTLED_EVERY_CALL),
                deciding(
                        "a run closes when its answer is known",
                        RunMutants::closeUnsaid,
                        CLOSED_RUNS_LEAVE_NO_TURN_OPEN),
                deciding("a run cannot close", without(Close.class, RunEvent.class), EVERY_RUN_CAN_GO_ON),
                evolving(
                        "intentions are not stored",
                        RunMutants::intentionForgotten,
                        CALLS_ARE_STORED_BEFORE_THEY_ARE_MADE),
                evolving("attempts are not counted", RunMutants::attemptsForgotten, CALLS_HAVE_NAMES_OF_THEIR_OWN),
                evolving("answers are not stored", RunMutants::answerForgotten, NO_CALL_AFTER_THE_END_IS_KNOWN),
                evolving(
                        "answers are stored without their mentions",
                        RunMutants::mentionsForgotten,
                        WHAT_IS_POSTED_WAS_STORED));
    }

    /** Rules of a run with one defence removed, and the invariant that it defends. */
    record Mutant(String name, Decider<Run, RunCommand, RunEvent, RunReply> rules, RunInvariant breaks) {

        /** The least in which it shows: only speaking for another turn needs one. */
        RunRoom room() {
            return breaks == RUNS_SPEAK_FOR_THEIR_OWN_TURN ? RunRoom.TWO_TURNS : RunRoom.ONE_TURN;
        }

        @Override
        public String toString() {
            return name + ": " + breaks;
        }
    }

    /** What a run decides, instead of what it should. */
    @FunctionalInterface
    private interface Deciding {
        List<RunEvent> instead(Run run, RunCommand command, List<RunEvent> events);
    }

    /** What a run becomes by an event, instead of what it should. */
    @FunctionalInterface
    private interface Evolving {
        Run instead(Run before, RunEvent event, Run after);
    }

    private record MutantRules(RunRules rules, Deciding deciding, Evolving evolving)
            implements Decider<Run, RunCommand, RunEvent, RunReply> {

        @Override
        public Run initial() {
            return rules.initial();
        }

        @Override
        public Decision<RunEvent, RunReply> decide(Run run, RunCommand command, Instant now) {
            var right = rules.decide(run, command, now);
            var events = deciding.instead(run, command, right.events());
            return Decision.store(events, events.isEmpty() ? right.reply() : new RunReply.Accepted());
        }

        @Override
        public Run evolve(Run run, RunEvent event) {
            return evolving.instead(run, event, rules.evolve(run, event));
        }
    }

    private static Mutant deciding(String name, Deciding deciding, RunInvariant breaks) {
        return new Mutant(name, new MutantRules(new RunRules(), deciding, (_, _, after) -> after), breaks);
    }

    private static Mutant evolving(String name, Evolving evolving, RunInvariant breaks) {
        return new Mutant(name, new MutantRules(new RunRules(), (_, _, events) -> events, evolving), breaks);
    }

    /** The command without one kind of its events. */
    private static Deciding without(Class<? extends RunCommand> command, Class<? extends RunEvent> event) {
        Predicate<RunEvent> kept = one -> !event.isInstance(one);
        return (_, told, events) ->
                command.isInstance(told) ? events.stream().filter(kept).toList() : events;
    }

    private static List<RunEvent> completeAgain(Run run, RunCommand command, List<RunEvent> events) {
        return command instanceof Complete complete && run.knows(complete.call()) && events.isEmpty() && !run.closed()
                ? completed(run, complete)
                : events;
    }

    private static List<RunEvent> completed(Run run, Complete complete) {
        var model = run.last().intent().model();
        return List.of(
                new CallCompleted(
                        complete.call(),
                        complete.text(),
                        complete.usage(),
                        complete.exact(),
                        complete.finish(),
                        RunningAgents.NOW),
                new ReplyReady(complete.text(), complete.mentions(), model, run.usage(), RunningAgents.NOW));
    }

    private static List<RunEvent> failAgain(Run run, RunCommand command, List<RunEvent> events) {
        return command instanceof FailCall failure && run.knows(failure.call()) && events.isEmpty() && !run.closed()
                ? List.of(new CallFailed(failure.call(), failure.kind(), "", failure.usage(), "", RunningAgents.NOW))
                : events;
    }

    private static List<RunEvent> beginAgain(Run run, RunCommand command, List<RunEvent> events) {
        return command instanceof Begin begin && !run.closed()
                ? List.of(
                        new RunStarted(begin.brief(), RunningAgents.NOW),
                        new CallIntended(begin.call(), RunningAgents.NOW))
                : events;
    }

    private static List<RunEvent> intendAgain(Run run, RunCommand command, List<RunEvent> events) {
        return command instanceof Intend(var call) && !run.closed()
                ? List.of(new CallIntended(call, RunningAgents.NOW))
                : events;
    }

    private static List<RunEvent> closeAgain(Run run, RunCommand command, List<RunEvent> events) {
        return command instanceof Complete && run.closed()
                ? List.of(new RunClosed(RunOutcome.POSTED, run.usage(), Cost.NONE, RunningAgents.NOW))
                : events;
    }

    private static List<RunEvent> moreAttempts(Run run, RunCommand command, List<RunEvent> events) {
        return command instanceof FailCall failure
                        && failure.kind() != Kind.TIMEOUT
                        && run.nextAttempt() <= ATTEMPTS_RAISED
                ? events.stream().filter(event -> !(event instanceof RunFailed)).toList()
                : events;
    }

    private static List<RunEvent> answerAfterStop(Run run, RunCommand command, List<RunEvent> events) {
        return command instanceof Complete complete && run.progress() instanceof Progress.Stopping && !events.isEmpty()
                ? completed(run, complete)
                : events;
    }

    private static List<RunEvent> closeEarly(Run run, RunCommand command, List<RunEvent> events) {
        return command instanceof Close(var outcome, var cost) && run.progress() instanceof Progress.Stopping
                ? List.of(new RunClosed(outcome, run.usage(), cost, RunningAgents.NOW))
                : events;
    }

    private static List<RunEvent> closeUnsaid(Run run, RunCommand command, List<RunEvent> events) {
        if (!(command instanceof Complete) || events.isEmpty()) {
            return events;
        }
        var closed = new RunClosed(RunOutcome.POSTED, run.usage(), Cost.NONE, RunningAgents.NOW);
        return Stream.concat(events.stream(), Stream.of(closed)).toList();
    }

    private static Run intentionForgotten(Run before, RunEvent event, Run after) {
        return event instanceof CallIntended ? with(after, before) : after;
    }

    private static Run with(Run after, Run before) {
        return new Run(after.seq(), after.brief(), before.calls(), before.progress(), after.recoveries());
    }

    private static Run attemptsForgotten(Run before, RunEvent event, Run after) {
        return event instanceof CallFailed
                ? new Run(after.seq(), after.brief(), TreePVector.empty(), after.progress(), after.recoveries())
                : after;
    }

    private static Run answerForgotten(Run before, RunEvent event, Run after) {
        return event instanceof ReplyReady ? with(after, before) : after;
    }

    private static Run mentionsForgotten(Run before, RunEvent event, Run after) {
        return after.progress() instanceof Progress.Answering(var text, var _, var model)
                ? new Run(
                        after.seq(),
                        after.brief(),
                        after.calls(),
                        new Progress.Answering(text, List.of(), model),
                        after.recoveries())
                : after;
    }
}
