package parley.gateway.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import parley.agent.AgentDefinition;
import parley.agent.Agents;
import parley.space.MemberId;

/** Agents in memory. */
final class MemoryAgents implements Agents {
    private final Map<MemberId, AgentDefinition> agents = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<List<AgentDefinition>> all() {
        return CompletableFuture.completedFuture(List.copyOf(agents.values()));
    }

    @Override
    public CompletionStage<Optional<AgentDefinition>> find(MemberId id) {
        return CompletableFuture.completedFuture(Optional.ofNullable(agents.get(id)));
    }

    @Override
    public CompletionStage<Void> save(AgentDefinition agent) {
        agents.put(agent.id(), agent);
        return CompletableFuture.allOf();
    }

    @Override
    public CompletionStage<Boolean> remove(MemberId id) {
        return CompletableFuture.completedFuture(agents.remove(id) != null);
    }
}
