package parley.ledger;

import java.util.concurrent.CompletionStage;
import parley.entity.Outcome;

/** The one place that decides about money. No answer means no call. */
public interface Ledger {

    /** Never completes exceptionally. */
    CompletionStage<Outcome<LedgerReply>> ask(LedgerCommand command);

    /** What stands on the accounts that have a limit, and in all. */
    CompletionStage<Outcome<LedgerState>> read();
}
