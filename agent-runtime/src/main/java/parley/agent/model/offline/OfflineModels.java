package parley.agent.model.offline;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import parley.agent.model.LanguageModel;
import parley.agent.model.LanguageModels;
import parley.agent.model.ModelId;

/** The models that need no network and no key: {@code offline/rules} and {@code offline/chatterbox}. */
public final class OfflineModels implements LanguageModels {

    public static final String PROVIDER = "offline";

    /** Answers by rules. */
    public static final ModelId RULES = new ModelId(PROVIDER, "rules");

    /** Mentions everyone in every answer, to show that agents cannot loop. */
    public static final ModelId CHATTERBOX = new ModelId(PROVIDER, "chatterbox");

    /** What people are told it is. */
    public static final String LABEL = "offline · rule-based";

    private final Map<ModelId, LanguageModel> models;

    public OfflineModels(Pace pace) {
        models = Map.of(
                RULES,
                new OfflineModel(new RuleScript(), pace),
                CHATTERBOX,
                new OfflineModel(new ChatterboxScript(), pace));
    }

    @Override
    public Optional<LanguageModel> find(ModelId model) {
        return Optional.ofNullable(models.get(model));
    }

    @Override
    public Set<String> providers() {
        return Set.of(PROVIDER);
    }
}
