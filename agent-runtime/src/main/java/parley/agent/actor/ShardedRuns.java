package parley.agent.actor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import parley.agent.run.Run;
import parley.agent.run.RunCommand;
import parley.agent.run.RunEvent;
import parley.agent.run.RunId;
import parley.agent.run.RunReply;
import parley.agent.run.RunRules;
import parley.agent.run.Runs;
import parley.entity.Outcome;
import parley.entity.actor.EntityKind;
import parley.entity.actor.EntityRegion;

/** The runs of a cluster. */
public final class ShardedRuns implements Runs {

    /** The first part of the persistence ids of runs. */
    public static final String KIND = "run";

    private final EntityRegion<Run, RunCommand, RunEvent, RunReply> region;

    private ShardedRuns(EntityRegion<Run, RunCommand, RunEvent, RunReply> region) {
        this.region = region;
    }

    /** Makes this node a home of runs and lets them work. */
    public static ShardedRuns start(ActorSystem<?> system, RunSurroundings around) {
        var workers = new RunWorkers(around);
        var runs = new ShardedRuns(EntityRegion.start(system, EntityKind.of(KIND, new RunRules(), workers)));
        workers.begin(runs);
        CoordinatedShutdown.get(system).addTask(CoordinatedShutdown.PhaseBeforeClusterShutdown(), "leave runs", () -> {
            workers.leave();
            return CompletableFuture.completedFuture(Done.done());
        });
        return runs;
    }

    @Override
    public CompletionStage<Outcome<RunReply>> send(RunId run, RunCommand command) {
        return region.ask(run.toString(), command);
    }

    @Override
    public CompletionStage<Outcome<Run>> read(RunId run) {
        return region.read(run.toString());
    }
}
