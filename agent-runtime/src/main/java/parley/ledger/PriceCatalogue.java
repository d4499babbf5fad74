package parley.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Price lists, laid one over the other.
 *
 * @param version names the lists, the uppermost first
 * @param models in order of precedence
 */
public record PriceCatalogue(String version, List<ModelPrice> models) {

    public PriceCatalogue {
        models = List.copyOf(models);
    }

    /** One list; of two prices for a model the later one counts. */
    public static PriceCatalogue of(String version, List<ModelPrice> models) {
        return new PriceCatalogue(
                version,
                models.stream()
                        .sorted(Comparator.comparing(ModelPrice::effectiveFrom).reversed())
                        .toList());
    }

    /** These prices, and {@code base} for the models they do not name. */
    public PriceCatalogue over(PriceCatalogue base) {
        return new PriceCatalogue(
                version + " over " + base.version,
                Stream.concat(models.stream(), base.models.stream()).toList());
    }

    /**
     * What is said about a model at a time; nothing where its price is unknown, which is not the same as free.
     *
     * @param model {@code provider/name}
     */
    public Optional<ModelPrice> find(String model, Instant at) {
        var slash = model.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        var provider = model.substring(0, slash);
        var name = model.substring(slash + 1);
        return models.stream()
                .filter(price -> price.applies(provider, name, at))
                .findFirst();
    }
}
