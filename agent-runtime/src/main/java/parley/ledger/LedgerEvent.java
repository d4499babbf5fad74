package parley.ledger;

import java.time.Instant;
import parley.money.Usd;

/**
 * What has happened in the ledger. Whoever adds these up has every amount at every time, and can compute each cost
 * again.
 */
public sealed interface LedgerEvent {

    /** When it was decided; never earlier than the event before. */
    Instant at();

    /**
     * An account has a limit from now on, or another one.
     *
     * @param window the first window it counts in
     */
    record BudgetSet(AccountId account, Budget budget, Window window, String by, Instant at) implements LedgerEvent {}

    /** An account has no administrator's limit any more. */
    record BudgetRemoved(AccountId account, String by, Instant at) implements LedgerEvent {}

    /** The worst case of a call is held. */
    record Reserved(
            CallId call, Charge charge, String model, UnitPrices prices, Usd held, Instant expiresAt, Instant at)
            implements LedgerEvent {}

    /**
     * A call is booked, and its hold is over.
     *
     * @param amount what it has cost; above {@code held} only together with {@link Overdraft}
     * @param exact false for an estimate: {@code held - amount}, where above zero, is in suspense from now on
     */
    record Settled(
            CallId call,
            Charge charge,
            String model,
            UnitPrices prices,
            Usage usage,
            Usd held,
            Usd amount,
            boolean exact,
            Instant reservedAt,
            Instant at)
            implements LedgerEvent {}

    /** A call has cost nothing, and its hold is over. */
    record Released(CallId call, Charge charge, String model, Usd held, Instant at) implements LedgerEvent {}

    /** Nobody settled the call before its hold expired: the whole worst case is booked. */
    record Provisional(
            CallId call, Charge charge, String model, UnitPrices prices, Usd amount, Instant reservedAt, Instant at)
            implements LedgerEvent {}

    /**
     * What a call has cost became better known after it was booked.
     *
     * @param before what had been booked
     * @param suspenseBefore what had been in suspense, and no longer is
     * @param amount what is booked instead
     * @param exact false for an estimate: {@code held - amount}, where above zero, is in suspense from now on
     */
    record Corrected(
            CallId call,
            Charge charge,
            String model,
            UnitPrices prices,
            Usage usage,
            Usd held,
            Usd before,
            Usd suspenseBefore,
            Usd amount,
            boolean exact,
            Instant reservedAt,
            Instant at)
            implements LedgerEvent {}

    /**
     * No correction came in time: what was booked for the call stands.
     *
     * @param suspense what was in suspense and is free now
     */
    record Concluded(CallId call, Charge charge, Usd suspense, Instant at) implements LedgerEvent {}

    /**
     * A call cost more than was held for it: a bound was wrong, or a provider wrote on. The whole cost is booked.
     *
     * @param excess the part above the hold
     */
    record Overdraft(CallId call, String model, Usd held, Usd excess, Instant at) implements LedgerEvent {}

    /**
     * A budget's window ended, and spending starts again from zero.
     *
     * @param balance at the end; what is still held then is booked in the closed window
     */
    record WindowClosed(AccountId account, Window window, Balance balance, Window next, Instant at)
            implements LedgerEvent {}

    /**
     * Spending reached a soft mark: once in a window, until the limit is changed.
     *
     * @param mark in percent of the limit
     */
    record ThresholdCrossed(AccountId account, int mark, Usd spent, Usd limit, Window window, Instant at)
            implements LedgerEvent {}

    /** The calls that ended longest ago, and the cascades idle for longest, are no longer remembered. */
    record Forgotten(long calls, long cascades, Instant at) implements LedgerEvent {}
}
