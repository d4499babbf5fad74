package parley.gateway.rest;

import java.util.Optional;
import java.util.Set;
import parley.agent.model.LanguageModel;
import parley.agent.model.LanguageModels;
import parley.agent.model.ModelId;

/** Only the offline provider can be called, and nobody calls it here. */
final class OneModel implements LanguageModels {
    @Override
    public Optional<LanguageModel> find(ModelId model) {
        return model.provider().equals("offline")
                ? Optional.of((_, _, _) -> {
                    throw new AssertionError("not part of this test");
                })
                : Optional.empty();
    }

    @Override
    public Set<String> providers() {
        return Set.of("offline");
    }
}
