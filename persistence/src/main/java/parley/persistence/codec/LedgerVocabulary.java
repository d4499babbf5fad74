package parley.persistence.codec;

import parley.ledger.LedgerEvent;
import parley.ledger.LedgerState;

/** The stored names of the ledger. */
final class LedgerVocabulary {

    static final Vocabulary EVENTS = Vocabulary.of(LedgerEvent.class)
            .name("ledger.budget.set:1", LedgerEvent.BudgetSet.class)
            .name("ledger.budget.removed:1", LedgerEvent.BudgetRemoved.class)
            .name("ledger.reserved:1", LedgerEvent.Reserved.class)
            .name("ledger.settled:1", LedgerEvent.Settled.class)
            .name("ledger.released:1", LedgerEvent.Released.class)
            .name("ledger.provisional:1", LedgerEvent.Provisional.class)
            .name("ledger.corrected:1", LedgerEvent.Corrected.class)
            .name("ledger.concluded:1", LedgerEvent.Concluded.class)
            .name("ledger.overdraft:1", LedgerEvent.Overdraft.class)
            .name("ledger.window.closed:1", LedgerEvent.WindowClosed.class)
            .name("ledger.threshold.crossed:1", LedgerEvent.ThresholdCrossed.class)
            .name("ledger.forgotten:1", LedgerEvent.Forgotten.class)
            .build();

    static final Vocabulary STATE = Vocabulary.of(LedgerState.class, "ledger:1");

    private LedgerVocabulary() {}
}
