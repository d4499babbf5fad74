package parley.money;

/** What something has cost, and how sure that is. */
public record Cost(Usd amount, Kind kind) {

    /** How an amount came about. */
    public enum Kind {
        /** From usage that the provider reported. */
        EXACT,
        /** From usage counted here, as the provider reported none. */
        ESTIMATED
    }

    public static final Cost NONE = new Cost(Usd.ZERO, Kind.EXACT);

    /** Both together; estimated as soon as one of them is. */
    public Cost plus(Cost other) {
        return new Cost(
                amount.plus(other.amount),
                kind == Kind.ESTIMATED || other.kind == Kind.ESTIMATED ? Kind.ESTIMATED : Kind.EXACT);
    }
}
