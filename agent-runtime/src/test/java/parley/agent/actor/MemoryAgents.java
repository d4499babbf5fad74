package parley.agent.actor;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import parley.agent.AgentDefinition;
import parley.agent.Agents;
import parley.space.MemberId;

/** Agents in memory; whoever asks for all of them may wait in vain. */
final class MemoryAgents implements Agents {

    volatile boolean answers = true;
    private final List<AgentDefinition> agents;

    MemoryAgents(List<AgentDefinition> agents) {
        this.agents = new CopyOnWriteArrayList<>(agents);
    }

    void clear() {
        agents.clear();
    }

    @Override
    public CompletionStage<List<AgentDefinition>> all() {
        return answers ? CompletableFuture.completedFuture(List.copyOf(agents)) : new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Optional<AgentDefinition>> find(MemberId id) {
        return CompletableFuture.completedFuture(
                agents.stream().filter(agent -> agent.id().equals(id)).findFirst());
    }

    @Override
    public CompletionStage<Void> save(AgentDefinition agent) {
        agents.removeIf(known -> known.id().equals(agent.id()));
        agents.add(agent);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Boolean> remove(MemberId id) {
        return CompletableFuture.completedFuture(
                agents.removeIf(agent -> agent.id().equals(id)));
    }
}
