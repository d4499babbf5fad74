package parley.persistence.codec;

import parley.agent.run.Call;
import parley.agent.run.Progress;
import parley.agent.run.Run;
import parley.agent.run.RunEvent;

/** The stored names of an agent's run. */
final class RunVocabulary {

    static final Vocabulary EVENTS = Vocabulary.of(RunEvent.class)
            .name("run.started:1", RunEvent.RunStarted.class)
            .name("run.call.intended:1", RunEvent.CallIntended.class)
            .name("run.call.completed:1", RunEvent.CallCompleted.class)
            .name("run.call.failed:1", RunEvent.CallFailed.class)
            .name("run.call.abandoned:1", RunEvent.CallAbandoned.class)
            .name("run.recovered:1", RunEvent.RunRecovered.class)
            .name("run.reply.ready:1", RunEvent.ReplyReady.class)
            .name("run.failed:1", RunEvent.RunFailed.class)
            .name("run.stopped:1", RunEvent.RunStopped.class)
            .name("run.closed:1", RunEvent.RunClosed.class)
            .build();

    static final Vocabulary STATE = Vocabulary.of(Run.class, "run:1");

    /** Named inside the state of a run. */
    static final Vocabulary PROGRESS = Vocabulary.of(Progress.class)
            .name("new", Progress.New.class)
            .name("calling", Progress.Calling.class)
            .name("waiting", Progress.Waiting.class)
            .name("answering", Progress.Answering.class)
            .name("failing", Progress.Failing.class)
            .name("stopping", Progress.Stopping.class)
            .name("closed", Progress.Closed.class)
            .build();

    /** Named inside the calls of a run. */
    static final Vocabulary ENDS = Vocabulary.of(Call.End.class)
            .name("completed", Call.End.Completed.class)
            .name("failed", Call.End.Failed.class)
            .name("abandoned", Call.End.Abandoned.class)
            .build();

    private RunVocabulary() {}
}
