package parley.agent.run;

import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.space.MemberId;

/**
 * One turn's run: what is stored, what its process alone knows, and what was seen.
 *
 * @param lost whether the process is gone and no other has taken over
 * @param heard what the process is about to tell the run, now that the space has answered; lost with the process
 */
record RunSituation(
        Run run, RunWitness witness, boolean lost, @Nullable RunCommand heard) {

    static RunSituation beginning(Run none) {
        return new RunSituation(none, RunWitness.NONE, false, null);
    }

    RunSituation hearing(@Nullable RunCommand next) {
        return new RunSituation(run, witness, lost, next);
    }

    RunSituation seen(RunWitness other) {
        return new RunSituation(run, other, lost, heard);
    }

    /** The process is gone, with all that it alone knew. */
    RunSituation killed() {
        return new RunSituation(run, witness.excusing(), true, null);
    }

    RunSituation takenOver() {
        return new RunSituation(run, witness, false, null);
    }

    /** Whether no other call may follow, so that it does not matter any more how the calls before ended. */
    private boolean over() {
        return witness.knowsTheEnd() || witness.stopped();
    }

    /** The same for all situations that differ in names, times and texts only; empty once the run is closed. */
    String key(Function<MemberId, String> names) {
        if (run.closed()) {
            return "";
        }
        var key = new StringBuilder("<").append(progress(names));
        if (!over()) {
            run.calls()
                    .forEach(call ->
                            key.append(call.intent().model().name().charAt(0)).append(end(call)));
            key.append(witness.excused().size());
        }
        if (!witness.failed() && !witness.stopped()) {
            key.append('r').append(run.recoveries()).append('t').append(witness.takeOvers());
        }
        key.append(lost ? "L" : "");
        key.append(
                switch (heard) {
                    case null -> "";
                    case RunCommand.Close(var outcome, var _) -> "h" + outcome;
                    case RunCommand other -> "h" + other.getClass().getSimpleName();
                });
        return key.append(witnessed(names)).append('>').toString();
    }

    private String progress(Function<MemberId, String> names) {
        return switch (run.progress()) {
            case Progress.New() -> "n";
            case Progress.Waiting() -> "w";
            case Progress.Calling() -> "c";
            case Progress.Answering(var text, var mentions, var _) ->
                text.isBlank() ? "p" : mentions.stream().map(names).collect(Collectors.joining(".", "a", ""));
            case Progress.Failing _ -> "f";
            case Progress.Stopping() -> "s";
            case Progress.Closed _ -> "z";
        };
    }

    private static String end(Call call) {
        return switch (call.end()) {
            case null -> "-";
            case Call.End.Completed _ -> "+";
            case Call.End.Abandoned _ -> "~";
            case Call.End.Failed(var kind, var _, var _) -> kind.name();
        };
    }

    private String witnessed(Function<MemberId, String> names) {
        var answer = witness.answer();
        return "," + witness.made().size() + witness.ended().size()
                + (answer == null
                        ? ""
                        : answer.mentions().stream().map(names).collect(Collectors.joining(".", "A", "")))
                + (witness.failed() ? "F" : "")
                + (witness.stopped() ? "S" : "");
    }
}
