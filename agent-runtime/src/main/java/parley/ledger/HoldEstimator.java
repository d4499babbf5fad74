package parley.ledger;

import java.text.Normalizer;
import java.util.List;

/**
 * Bounds how many tokens a provider can count for a text. Every token of a byte-level tokenizer covers at least one
 * byte; tokenizers that normalise first see other bytes, so the larger of both forms counts.
 */
public final class HoldEstimator {

    /** What a provider adds to a request: its chat template and the beginning of the answer. */
    static final int TOKENS_PER_REQUEST = 64;

    /** A cautious guess for text of any language, where a provider has not said how many tokens it counted. */
    private static final int BYTES_PER_TOKEN = 3;

    private HoldEstimator() {}

    /** The bytes of what a model is shown, in whichever form has more. */
    public static long bytes(List<String> texts) {
        return texts.stream().mapToLong(HoldEstimator::bytes).sum();
    }

    /** How many tokens a request has at most. */
    static long tokensAtMost(long bytes, int messages, int perMessageTokens) {
        return bytes + (long) messages * perMessageTokens + TOKENS_PER_REQUEST;
    }

    /** About how many tokens so many bytes are; for a call that ended without usage, to be settled as an estimate. */
    public static long tokensAbout(long bytes) {
        return Math.ceilDiv(bytes, BYTES_PER_TOKEN);
    }

    /** About what a call has used that read {@code texts} and had written so many bytes when it was cut off. */
    public static Usage usageAbout(List<String> texts, long bytesOut) {
        return Usage.of(tokensAbout(bytes(texts)) + TOKENS_PER_REQUEST, tokensAbout(bytesOut));
    }

    private static long bytes(String text) {
        var plain = utf8Length(text);
        return Normalizer.isNormalized(text, Normalizer.Form.NFKC)
                ? plain
                : Math.max(plain, utf8Length(Normalizer.normalize(text, Normalizer.Form.NFKC)));
    }

    /** Bytes in UTF-8, without writing them; half a surrogate pair counts as the character that replaces it. */
    static long utf8Length(CharSequence text) {
        return text.codePoints().mapToLong(HoldEstimator::utf8Length).sum();
    }

    private static long utf8Length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
