package parley.agent;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import parley.space.MemberId;

/** The agents there are. */
public interface Agents {

    CompletionStage<List<AgentDefinition>> all();

    CompletionStage<Optional<AgentDefinition>> find(MemberId id);

    /** Adds the agent or replaces what is said about it. */
    CompletionStage<Void> save(AgentDefinition agent);

    CompletionStage<Boolean> remove(MemberId id);
}
