package parley.ledger.catalogue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import parley.ledger.ModelPrice;
import parley.ledger.PriceCatalogue;
import parley.ledger.UnitPrices;
import parley.money.Usd;

/**
 * A price list as it is written in a file.
 *
 * @param currency {@code USD}, or the list is refused
 */
record PriceFile(
        @Nullable String version,
        @Nullable String currency,
        @Nullable List<Entry> models) {

    private static final int NANO_DIGITS = 9;
    private static final int DEFAULT_PER_MESSAGE_TOKENS = 16;
    private static final BigDecimal DEAREST_MILLION = new BigDecimal("100000");
    private static final int MODELS_MAX = 5_000;

    /**
     * A model, or all models whose names match.
     *
     * @param match patterns of names; without any, the model's own name
     * @param free must be said, and said of models without prices only
     */
    record Entry(
            @Nullable String provider,
            @Nullable String model,
            @Nullable List<String> match,
            @Nullable Instant effectiveFrom,
            @Nullable Instant effectiveTo,
            int contextWindow,
            int maxOutputTokens,
            @Nullable Integer perMessageTokens,
            @Nullable Prices perMillion,
            boolean free) {}

    /** Dollars for a million tokens. */
    record Prices(
            @Nullable BigDecimal input,
            @Nullable BigDecimal cacheRead,
            @Nullable BigDecimal cacheWrite,
            @Nullable BigDecimal output,
            @Nullable BigDecimal reasoning) {}

    /** The list; throws {@link IllegalArgumentException} that says which entry is wrong and what is allowed. */
    PriceCatalogue toCatalogue() {
        if (version == null || version.isBlank()) {
            throw new IllegalArgumentException("a price list needs a version");
        }
        if (!"USD".equals(currency)) {
            throw new IllegalArgumentException("prices are in USD, not " + currency);
        }
        if (models == null || models.size() > MODELS_MAX) {
            throw new IllegalArgumentException("a price list has models, at most " + MODELS_MAX);
        }
        var prices = new ArrayList<ModelPrice>();
        for (int i = 0; i < models.size(); i++) {
            prices.add(price(version, models.get(i), "models[" + i + "]"));
        }
        return PriceCatalogue.of(version, prices);
    }

    private static ModelPrice price(String version, Entry entry, String place) {
        if (entry.provider == null || entry.model == null) {
            throw new IllegalArgumentException(place + " needs a provider and a model");
        }
        var name = place + " " + entry.provider + "/" + entry.model;
        if (entry.contextWindow < 0 || entry.maxOutputTokens < 0) {
            throw new IllegalArgumentException(name + ": contextWindow and maxOutputTokens are 0 or more");
        }
        return new ModelPrice(
                entry.provider,
                entry.model,
                patterns(entry.match, entry.model, name),
                entry.effectiveFrom == null ? Instant.EPOCH : entry.effectiveFrom,
                entry.effectiveTo,
                entry.contextWindow,
                entry.maxOutputTokens,
                entry.perMessageTokens == null ? DEFAULT_PER_MESSAGE_TOKENS : entry.perMessageTokens,
                unitPrices(version, entry, name));
    }

    private static List<Pattern> patterns(@Nullable List<String> match, String model, String name) {
        if (match == null) {
            return List.of(Pattern.compile(Pattern.quote(model)));
        }
        try {
            return match.stream().map(Pattern::compile).toList();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(name + ": match is not a pattern: " + e.getDescription(), e);
        }
    }

    private static UnitPrices unitPrices(String version, Entry entry, String name) {
        var prices = entry.perMillion;
        if (entry.free) {
            if (prices != null) {
                throw new IllegalArgumentException(name + ": a free model has no perMillion");
            }
            return UnitPrices.free(version);
        }
        if (prices == null || prices.input == null || prices.output == null) {
            throw new IllegalArgumentException(name + ": perMillion needs input and output, unless \"free\": true");
        }
        var input = usd(prices.input, name);
        var output = usd(prices.output, name);
        if (input.equals(Usd.ZERO) || output.equals(Usd.ZERO)) {
            throw new IllegalArgumentException(name + ": input and output cost more than 0, unless \"free\": true");
        }
        return new UnitPrices(
                version,
                input,
                prices.cacheRead == null ? input : usd(prices.cacheRead, name),
                prices.cacheWrite == null ? input : usd(prices.cacheWrite, name),
                output,
                prices.reasoning == null ? output : usd(prices.reasoning, name),
                prices.cacheRead == null || prices.cacheWrite == null || prices.reasoning == null,
                false);
    }

    private static Usd usd(BigDecimal price, String name) {
        if (price.signum() < 0
                || price.compareTo(DEAREST_MILLION) > 0
                || price.stripTrailingZeros().scale() > NANO_DIGITS) {
            throw new IllegalArgumentException(
                    name + ": a price is from 0 to 100000 dollars with at most 9 decimals, not " + price);
        }
        return new Usd(price.movePointRight(NANO_DIGITS).longValueExact());
    }
}
