package parley.money;

/**
 * How many tokens a turn took.
 *
 * @param in tokens the models read, cached ones included
 * @param out tokens the models wrote, reasoning included
 */
public record TokenCount(long in, long out) {

    public static final TokenCount NONE = new TokenCount(0, 0);

    /** Both together. */
    public TokenCount plus(TokenCount other) {
        return new TokenCount(in + other.in, out + other.out);
    }
}
