package parley.agent.run;

import java.util.concurrent.CompletionStage;
import parley.entity.Outcome;

/** All runs, wherever they run. Reading one wakes it, and an awake run goes on by itself. */
public interface Runs {

    /** Tells a run something; never completes exceptionally. */
    CompletionStage<Outcome<RunReply>> send(RunId run, RunCommand command);

    /** The run as it stands now; {@code Run.started() == false} where there is none. Never completes exceptionally. */
    CompletionStage<Outcome<Run>> read(RunId run);
}
