package parley.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.money.Usd;

/** What the ledger answers. */
public sealed interface LedgerReply {

    /**
     * The call may be made; the proof that its worst case is held.
     *
     * @param duplicate true where the same call had been granted before
     */
    record Granted(CallId call, String model, Usd held, String priceVersion, Instant expiresAt, boolean duplicate)
            implements LedgerReply {}

    /**
     * A limit does not cover the call.
     *
     * @param resetsAt when the account's window ends; null where it never does
     */
    record Exhausted(AccountId account, Usd left, @Nullable Instant resetsAt) implements LedgerReply {}

    /** Only other calls' holds are in the way: it may fit once they are settled. */
    record Busy(AccountId account) implements LedgerReply {}

    /**
     * Booked, now or before.
     *
     * @param amount what the call has cost
     */
    record Booked(CallId call, Usd amount, boolean exact, boolean duplicate) implements LedgerReply {}

    /** Done; nothing to tell. */
    record Done() implements LedgerReply {}

    /** Not done. */
    record Refused(Refusal refusal, String detail) implements LedgerReply {}

    /** Why the ledger refuses. */
    enum Refusal {
        NO_CANDIDATE,
        PRICE_UNKNOWN,
        NO_SUCH_CALL,
        CALL_ENDED,
        BUDGET_INVALID,
        NO_SUCH_BUDGET
    }
}
