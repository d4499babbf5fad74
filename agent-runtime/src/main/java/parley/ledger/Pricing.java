package parley.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parley.money.Usd;

/** Says what a call costs at most, before it is made. A model without a price has no answer, never zero. */
public final class Pricing {

    private final PriceCatalogue catalogue;

    public Pricing(PriceCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * The model as a candidate for a call; nothing where its price is unknown.
     *
     * @param model {@code provider/name}
     * @param texts all that the model is shown, one for each message
     */
    public Optional<Candidate> candidate(String model, List<String> texts, int maxOutputTokens, Instant at) {
        return catalogue
                .find(model, at)
                .map(price -> new Candidate(
                        model,
                        worstCase(price, HoldEstimator.bytes(texts), texts.size(), maxOutputTokens),
                        price.prices()));
    }

    /** What a call costs at most; nothing where the model's price is unknown. */
    public Optional<Usd> worstCase(String model, long inputBytes, int messages, int maxOutputTokens, Instant at) {
        return catalogue.find(model, at).map(price -> worstCase(price, inputBytes, messages, maxOutputTokens));
    }

    /** How many tokens may be asked of the model where an agent wants so many; as many where that is not known. */
    public int outputAtMost(String model, int wanted, Instant at) {
        return catalogue
                .find(model, at)
                .map(price -> price.outputAtMost(wanted))
                .orElse(wanted);
    }

    private static Usd worstCase(ModelPrice price, long inputBytes, int messages, int maxOutputTokens) {
        return price.prices().worstCase(price.inputAtMost(inputBytes, messages), price.outputAtMost(maxOutputTokens));
    }
}
