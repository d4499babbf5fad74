package parley.agent.actor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import parley.entity.Outcome;
import parley.ledger.Ledger;
import parley.ledger.LedgerCommand;
import parley.ledger.LedgerEvent;
import parley.ledger.LedgerReply;
import parley.ledger.LedgerRules;
import parley.ledger.LedgerSettings;
import parley.ledger.LedgerState;

/** A ledger under its real rules, in memory; it may be out of reach. */
final class RuledLedger extends Journal<LedgerState, LedgerCommand, LedgerEvent, LedgerReply> implements Ledger {

    boolean answers = true;
    private final Timing timing;
    private final Fate fate;

    RuledLedger(Timing timing, Fate fate) {
        super(new LedgerRules(LedgerSettings.DEFAULT));
        this.timing = timing;
        this.fate = fate;
    }

    @Override
    public CompletionStage<Outcome<LedgerReply>> ask(LedgerCommand command) {
        return answers
                ? fate.around(() -> tell(command, timing.instant()))
                : CompletableFuture.completedFuture(new Outcome.Unavailable<>());
    }

    @Override
    public CompletionStage<Outcome<LedgerState>> read() {
        return fate.around(this::state);
    }
}
