package parley.ledger;

import java.time.Duration;
import java.util.List;

/** What the ledger can be asked to do. Every command given twice has the effect of once. */
public sealed interface LedgerCommand {

    /**
     * Holds the worst case of a call before it is made: the first candidate that every limit allows.
     *
     * @param expiresIn after this, an unsettled hold is booked in full
     */
    record Reserve(CallId call, Charge charge, List<Candidate> candidates, Duration expiresIn)
            implements LedgerCommand {}

    /**
     * Books what a call has cost and frees the rest of its hold.
     *
     * @param exact false where the usage was counted here: the rest stays in suspense
     */
    record Settle(CallId call, Usage usage, boolean exact) implements LedgerCommand {}

    /** Frees the hold of a call that cost nothing: it was never sent, or the provider refused it. */
    record Release(CallId call) implements LedgerCommand {}

    /** Sets, changes or removes an administrator's limit on an account. */
    record SetBudget(AccountId account, Budget budget, String by) implements LedgerCommand {}

    record RemoveBudget(AccountId account, String by) implements LedgerCommand {}

    /** Books the holds whose time is over, and ends windows that are past. */
    record Tick() implements LedgerCommand {}
}
