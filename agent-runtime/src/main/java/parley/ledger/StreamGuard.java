package parley.ledger;

/**
 * Counts what a model writes while it writes, and says when that is more than it was allowed: a provider that ignores
 * the limit it was sent is cut off before it costs much more than was held. Belongs to one call, and to the thread that
 * reads it.
 */
public final class StreamGuard {

    /** No tokenizer in use packs more bytes into a token over a whole answer. */
    static final int BYTES_PER_TOKEN_MAX = 16;

    private final int maxOutputTokens;
    private final long bytesMax;
    private long bytes;

    public StreamGuard(int maxOutputTokens) {
        this.maxOutputTokens = maxOutputTokens;
        bytesMax = (long) maxOutputTokens * BYTES_PER_TOKEN_MAX;
    }

    /**
     * Counts more text; false from the moment on at which the call must be cancelled. The same however the text is cut.
     */
    public boolean allows(String text) {
        for (int i = 0; i < text.length(); i++) {
            bytes += width(text.charAt(i));
        }
        return bytes <= bytesMax;
    }

    /** Bytes of UTF-8 written so far. */
    public long bytes() {
        return bytes;
    }

    /**
     * About how many tokens were written, to be settled as an estimate; never more than was allowed, so never more than
     * is held.
     */
    public long tokensAbout() {
        return Math.min(HoldEstimator.tokensAbout(bytes), maxOutputTokens);
    }

    /** Either half of a surrogate pair is half of its four bytes, so that a pair may come in two pieces. */
    private static int width(char unit) {
        if (unit < 0x80) {
            return 1;
        }
        return unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
    }
}
