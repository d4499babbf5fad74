package parley.agent.model;

import java.util.Optional;
import java.util.Set;

/** The models that can be called here, by the provider's configured name. */
public interface LanguageModels {

    /** The model, or nothing where its provider is unknown or has no key. */
    Optional<LanguageModel> find(ModelId model);

    /** The providers that can be called. */
    Set<String> providers();
}
