package parley.ledger;

import parley.money.Usd;

/**
 * Money in the three stages it goes through, and how many calls it stands for; also the change from one such state to
 * another.
 *
 * @param spent booked
 * @param held worst cases of calls under way
 * @param suspense kept back behind an estimate, in case the provider charges more
 * @param calls calls made or under way
 */
public record Balance(Usd spent, Usd held, Usd suspense, long calls) {

    public static final Balance ZERO = new Balance(Usd.ZERO, Usd.ZERO, Usd.ZERO, 0);

    /** One call under way. */
    public static Balance held(Usd amount) {
        return new Balance(Usd.ZERO, amount, Usd.ZERO, 1);
    }

    /** One call that is booked. */
    public static Balance spent(Usd amount) {
        return estimated(amount, Usd.ZERO);
    }

    /** One call that is booked by an estimate. */
    public static Balance estimated(Usd amount, Usd suspense) {
        return new Balance(amount, Usd.ZERO, suspense, 1);
    }

    public Balance plus(Balance other) {
        return new Balance(
                spent.plus(other.spent), held.plus(other.held), suspense.plus(other.suspense), calls + other.calls);
    }

    public Balance minus(Balance other) {
        return new Balance(
                spent.minus(other.spent), held.minus(other.held), suspense.minus(other.suspense), calls - other.calls);
    }

    /** All that is no longer free: spent, held and in suspense. */
    public Usd used() {
        return spent.plus(held).plus(suspense);
    }
}
