package parley.ledger;

import java.math.BigInteger;
import parley.money.Usd;

/**
 * What a million tokens of each class cost.
 *
 * @param version the price list they come from
 * @param estimated whether a class had no price of its own and the nearest one stands in
 * @param free said to cost nothing; without this a price of zero is a mistake
 */
public record UnitPrices(
        String version,
        Usd input,
        Usd cacheRead,
        Usd cacheWrite,
        Usd output,
        Usd reasoning,
        boolean estimated,
        boolean free) {

    /** Bounds what one call can be said to cost, whatever a provider reports: a million dollars. */
    public static final Usd HIGHEST_COST = new Usd(1_000_000_000_000_000L);

    private static final long TOKENS_PER_PRICE = 1_000_000;

    /** Prices of a model that knows no cache and no reasoning. */
    public static UnitPrices of(String version, Usd input, Usd output) {
        return new UnitPrices(version, input, input, input, output, output, false, false);
    }

    /** Prices of a model that is said to cost nothing. */
    public static UnitPrices free(String version) {
        return new UnitPrices(version, Usd.ZERO, Usd.ZERO, Usd.ZERO, Usd.ZERO, Usd.ZERO, false, true);
    }

    /** What the usage costs, rounded up once to the nano-dollar. More tokens never cost less. */
    public Usd cost(Usage usage) {
        long sum;
        try {
            sum = part(usage.uncachedIn(), input);
            sum = Math.addExact(sum, part(usage.cacheRead(), cacheRead));
            sum = Math.addExact(sum, part(usage.cacheWrite(), cacheWrite));
            sum = Math.addExact(sum, part(usage.textOut(), output));
            sum = Math.addExact(sum, part(usage.reasoningOut(), reasoning));
        } catch (ArithmeticException _) {
            return largeCost(usage);
        }
        return capped(Math.ceilDiv(sum, TOKENS_PER_PRICE));
    }

    /** What a call costs at most that reads and writes no more than so many tokens, whatever their classes. */
    public Usd worstCase(long tokensIn, long tokensOut) {
        var dearestIn = max(input, max(cacheRead, cacheWrite));
        var dearestOut = max(output, reasoning);
        return of(version, dearestIn, dearestOut).cost(Usage.of(tokensIn, tokensOut));
    }

    private static long part(long tokens, Usd price) {
        return Math.multiplyExact(Math.max(0, tokens), price.nano());
    }

    private Usd largeCost(Usage usage) {
        var sum = largePart(usage.uncachedIn(), input)
                .add(largePart(usage.cacheRead(), cacheRead))
                .add(largePart(usage.cacheWrite(), cacheWrite))
                .add(largePart(usage.textOut(), output))
                .add(largePart(usage.reasoningOut(), reasoning));
        var quotient = sum.divideAndRemainder(BigInteger.valueOf(TOKENS_PER_PRICE));
        var cost = quotient[1].signum() == 0 ? quotient[0] : quotient[0].add(BigInteger.ONE);
        return cost.bitLength() < Long.SIZE ? capped(cost.longValueExact()) : HIGHEST_COST;
    }

    private static BigInteger largePart(long tokens, Usd price) {
        return BigInteger.valueOf(Math.max(0, tokens)).multiply(BigInteger.valueOf(price.nano()));
    }

    private static Usd capped(long nano) {
        return new Usd(Math.min(nano, HIGHEST_COST.nano()));
    }

    private static Usd max(Usd one, Usd other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
