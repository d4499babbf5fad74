package parley.agent.actor;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.agent.model.Cancellation;
import parley.agent.run.Progress;
import parley.agent.run.Run;
import parley.agent.run.RunId;
import parley.agent.run.Runs;
import parley.entity.actor.Consequences;
import parley.entity.actor.EntityKind.ConsequencesOf;

/** The runs that this node works on, one worker each, as long as they are not closed. */
public final class RunWorkers implements ConsequencesOf<Run> {

    /** How often a worker may fall over before its run waits for the next restart. */
    static final int FALLS_MAX = 5;

    static final Duration REST_MIN = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(RunWorkers.class);

    private final RunSurroundings around;
    private final CompletableFuture<Runs> runs = new CompletableFuture<>();
    private final Map<RunId, RunWorker> workers = new ConcurrentHashMap<>();
    private volatile boolean leaving;

    public RunWorkers(RunSurroundings around) {
        this.around = around;
    }

    /** Starts the work, once the runs can be reached. */
    public void begin(Runs reachable) {
        runs.complete(reachable);
    }

    /** Leaves what is under way to whoever takes the runs up next: the node goes down. */
    public void leave() {
        leaving = true;
    }

    @Override
    public Consequences<Run> of(String id, ActorContext<?> context) {
        var run = RunId.parse(id);
        return new Consequences<>() {
            @Override
            public void recovered(Run state) {
                if (!state.closed()) {
                    var _ = runs.thenAccept(reachable -> ensure(run, reachable));
                }
            }

            @Override
            public void committed(Run before, Run after) {
                if (after.progress() instanceof Progress.Stopping || after.closed()) {
                    stop(run);
                }
            }
        };
    }

    /** How many runs are under way here. */
    public int size() {
        return workers.size();
    }

    private void ensure(RunId id, Runs reachable) {
        var worker = new RunWorker(id, reachable, around);
        if (!leaving && workers.putIfAbsent(id, worker) == null) {
            around.threads().execute(() -> work(id, worker));
        }
    }

    private void stop(RunId id) {
        var worker = workers.get(id);
        if (worker != null) {
            worker.stop();
        }
    }

    /** A worker that falls over takes its run up again after a rest, as another process would. */
    private void work(RunId id, RunWorker worker) {
        try {
            var rest = REST_MIN;
            for (int fall = 0; fall < FALLS_MAX && !worked(id, worker) && !leaving; fall++) {
                around.drafts().ended(id.space(), id.turn());
                new Patience(around.timing()).pause(rest, new Cancellation());
                rest = rest.multipliedBy(2);
            }
        } finally {
            workers.remove(id, worker);
        }
    }

    private boolean worked(RunId id, RunWorker worker) {
        try {
            worker.work();
            return true;
        } catch (RuntimeException e) {
            if (leaving) {
                LOG.info("run {} goes on when it is taken up again", id);
            } else {
                LOG.error("the work on run {} fell over", id, e);
            }
            return false;
        }
    }
}
