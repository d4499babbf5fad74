package parley.agent.actor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import parley.agent.model.LanguageModel;
import parley.agent.model.LanguageModels;
import parley.agent.model.ModelId;
import parley.ledger.ModelPrice;
import parley.ledger.PriceCatalogue;
import parley.ledger.UnitPrices;
import parley.money.Usd;

/** A model that answers whoever is asked, and what it costs; it may be missing. */
final class OneModel implements LanguageModels {

    private static final Usd PER_MILLION = new Usd(1_000_000_000L);

    boolean configured = true;
    private final ModelId id;
    private final LanguageModel model;

    OneModel(ModelId id, LanguageModel model) {
        this.id = id;
        this.model = model;
    }

    @Override
    public Optional<LanguageModel> find(ModelId wanted) {
        return configured ? Optional.of(model) : Optional.empty();
    }

    @Override
    public Set<String> providers() {
        return Set.of(id.provider());
    }

    PriceCatalogue prices() {
        var price = new ModelPrice(
                id.provider(),
                id.name(),
                List.of(Pattern.compile(".*")),
                Instant.EPOCH,
                null,
                100_000,
                4_000,
                4,
                UnitPrices.of("v1", PER_MILLION, PER_MILLION));
        return PriceCatalogue.of("v1", List.of(price));
    }
}
