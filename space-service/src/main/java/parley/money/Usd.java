package parley.money;

/**
 * An amount of US dollars, exact to the nano-dollar.
 *
 * @param nano billionths of a dollar; the range is about 9.2 billion dollars either way
 */
public record Usd(long nano) implements Comparable<Usd> {

    public static final Usd ZERO = new Usd(0);

    /** The sum; throws {@link ArithmeticException} beyond the range, which no real account reaches. */
    public Usd plus(Usd other) {
        return new Usd(Math.addExact(nano, other.nano));
    }

    /** The difference, which may be negative. */
    public Usd minus(Usd other) {
        return new Usd(Math.subtractExact(nano, other.nano));
    }

    @Override
    public int compareTo(Usd other) {
        return Long.compare(nano, other.nano);
    }
}
