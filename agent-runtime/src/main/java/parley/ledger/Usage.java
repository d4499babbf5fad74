package parley.ledger;

import parley.money.TokenCount;

/**
 * What a call used, in classes that have prices of their own and do not overlap.
 *
 * @param uncachedIn tokens read that came from no cache
 * @param cacheRead tokens read from the provider's cache
 * @param cacheWrite tokens written to the provider's cache
 * @param textOut tokens written, without reasoning
 * @param reasoningOut tokens thought and not shown
 */
public record Usage(long uncachedIn, long cacheRead, long cacheWrite, long textOut, long reasoningOut) {

    public static final Usage NONE = new Usage(0, 0, 0, 0, 0);

    /** Plain input and output, no cache, no reasoning. */
    public static Usage of(long in, long out) {
        return new Usage(in, 0, 0, out, 0);
    }

    /** In two numbers, as people see it. */
    public TokenCount tokens() {
        return new TokenCount(uncachedIn + cacheRead + cacheWrite, textOut + reasoningOut);
    }
}
