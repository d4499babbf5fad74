package parley.agent.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Several sources of models as one; the first that has a model gives it. */
public record CombinedModels(List<LanguageModels> sources) implements LanguageModels {

    public CombinedModels {
        sources = List.copyOf(sources);
    }

    @Override
    public Optional<LanguageModel> find(ModelId model) {
        return sources.stream().flatMap(source -> source.find(model).stream()).findFirst();
    }

    @Override
    public Set<String> providers() {
        var providers = new TreeSet<String>();
        sources.forEach(source -> providers.addAll(source.providers()));
        return providers;
    }
}
