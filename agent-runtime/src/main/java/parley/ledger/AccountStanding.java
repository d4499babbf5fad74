package parley.ledger;

import java.time.Instant;
import parley.money.Usd;

/**
 * An account that an administrator has limited, and where it stands in the current window.
 *
 * @param mark the highest of the budget's soft marks that was reached in this window; 0 for none
 */
public record AccountStanding(AccountId account, Budget budget, Window window, Balance balance, int mark) {

    /**
     * What further calls may still hold; below zero where the limit was lowered or a provider charged more than was
     * held.
     */
    public Usd left() {
        return budget.limit().minus(balance.used());
    }

    /** Whether a call that was reserved then counts here and now. */
    boolean counts(Instant reservedAt) {
        return !reservedAt.isBefore(window.start());
    }

    AccountStanding with(Balance changed) {
        return new AccountStanding(account, budget, window, changed, mark);
    }

    AccountStanding marked(int reached) {
        return new AccountStanding(account, budget, window, balance, reached);
    }

    /** The highest soft mark that what is spent has reached; 0 for none. */
    int reached() {
        var highest = 0;
        for (var soft : budget.soft()) {
            if (balance.spent().compareTo(Usd.ZERO) > 0 && balance.spent().compareTo(share(soft)) >= 0) {
                highest = Math.max(highest, soft);
            }
        }
        return highest;
    }

    /** So many percent of the limit, rounded up, without overflow. */
    private Usd share(int percent) {
        var limit = budget.limit().nano();
        return new Usd(limit / 100 * percent + Math.ceilDiv(limit % 100 * percent, 100));
    }
}
