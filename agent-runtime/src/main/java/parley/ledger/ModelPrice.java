package parley.ledger;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a price list says about a model.
 *
 * @param match names of the model; the whole name must match one of them
 * @param effectiveTo when the price ends; null where no end is known
 * @param contextWindow tokens that a call may read and write at most; 0 where that is not known
 * @param maxOutputTokens tokens that a call may write at most; 0 where that is not known
 * @param perMessageTokens tokens that the provider adds to each message
 */
public record ModelPrice(
        String provider,
        String model,
        List<Pattern> match,
        Instant effectiveFrom,
        @Nullable Instant effectiveTo,
        int contextWindow,
        int maxOutputTokens,
        int perMessageTokens,
        UnitPrices prices) {

    public ModelPrice {
        match = List.copyOf(match);
    }

    boolean applies(String askedProvider, String askedModel, Instant at) {
        return provider.equals(askedProvider)
                && !at.isBefore(effectiveFrom)
                && (effectiveTo == null || at.isBefore(effectiveTo))
                && match.stream().anyMatch(name -> name.matcher(askedModel).matches());
    }

    /** How many tokens the model writes at most where so many are asked for. */
    public int outputAtMost(int asked) {
        return maxOutputTokens == 0 ? asked : Math.min(asked, maxOutputTokens);
    }

    /** How many tokens the provider can count for a request, by its messages and their bytes. */
    long inputAtMost(long bytes, int messages) {
        var bound = HoldEstimator.tokensAtMost(bytes, messages, perMessageTokens);
        return contextWindow == 0 ? bound : Math.min(bound, contextWindow);
    }
}
