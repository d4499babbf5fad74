package parley.gateway.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.agent.AgentDefinition;
import parley.agent.model.ModelId;
import parley.gateway.access.Identity;
import parley.ledger.AccountId;
import parley.ledger.LedgerState;

/**
 * An agent as clients see it.
 *
 * @param persona for administrators only
 * @param leftNanoUsd what is left of its budget; null where it has none
 */
record AgentView(
        String id,
        String name,
        @Nullable String persona,
        List<String> skills,
        List<String> models,
        List<String> tools,
        int maxOutputTokens,
        int colour,
        boolean enabled,
        @Nullable String limitNanoUsd,
        @Nullable String leftNanoUsd) {

    static AgentView of(AgentDefinition agent, Identity reader, LedgerState ledger) {
        var standing = ledger.standing(AccountId.agent(agent.id().value()));
        return new AgentView(
                agent.id().value(),
                agent.name(),
                reader.administrator() ? agent.persona() : null,
                agent.skills(),
                agent.models().stream().map(ModelId::toString).toList(),
                agent.tools(),
                agent.maxOutputTokens(),
                agent.colour(),
                agent.enabled(),
                standing.map(it -> Money.nano(it.budget().limit())).orElse(null),
                standing.map(it -> Money.nano(it.left())).orElse(null));
    }
}
