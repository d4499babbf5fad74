package parley.agent.actor;

import java.util.List;
import parley.agent.AgentDefinition;
import parley.agent.context.ContextBuilder;
import parley.agent.model.Cancellation;
import parley.agent.run.Run;
import parley.agent.run.RunId;
import parley.space.OpenTurn;
import parley.space.Space;
import parley.space.TurnFailure;

/** Prepares the next call of a run: learns what the turn is about, and holds the money for it. Blocks. */
final class Preparation {

    private final RunSurroundings around;
    private final Patience patience;
    private final RunId id;
    private final Cancellation stop;

    Preparation(RunSurroundings around, Patience patience, RunId id, Cancellation stop) {
        this.around = around;
        this.patience = patience;
        this.id = id;
        this.stop = stop;
    }

    Prepared prepare(Run run) {
        var brief = run.brief();
        var until = brief == null ? around.timing().instant().plus(Briefing.DEADLINE) : brief.deadline();
        var space = patience.answer(() -> around.spaces().read(id.space()), until);
        if (space.isEmpty()) {
            return brief == null
                    ? new Prepared.Pointless()
                    : new Prepared.Refused(brief, TurnFailure.TIMEOUT, "The space could not be read in time.");
        }
        return space.get()
                .floor()
                .turn(id.turn())
                .map(turn -> prepare(run, space.get(), turn))
                .orElseGet(Prepared.Pointless::new);
    }

    private Prepared prepare(Run run, Space space, OpenTurn turn) {
        var known = run.brief() == null ? Briefing.brief(id, space, turn, List.of()) : run.brief();
        var agents = patience.result(() -> around.agents().all(), known.deadline());
        if (agents.isEmpty()) {
            return new Prepared.Refused(known, TurnFailure.TIMEOUT, "The agents could not be read in time.");
        }
        var agent = agents.get().stream()
                .filter(one -> one.id().equals(turn.agent()) && one.enabled())
                .findFirst();
        if (agent.isEmpty()) {
            return new Prepared.Refused(known, TurnFailure.NOT_CONFIGURED, "This agent is not available any more.");
        }
        var task = task(run, space, turn, agent.get(), agents.get());
        return new Reservation(around, patience, task, stop).reserve();
    }

    private Task task(Run run, Space space, OpenTurn turn, AgentDefinition agent, List<AgentDefinition> agents) {
        var context = new ContextBuilder(agent, Briefing.room(space, turn, agents), turn);
        var brief = run.brief() == null ? Briefing.brief(id, space, turn, agent.models()) : run.brief();
        var models = run.brief() == null ? brief.models() : run.nextModels();
        return new Task(
                brief, agent, context, models, space.members().values(), run.nextAttempt(), run.promptTooLong());
    }
}
