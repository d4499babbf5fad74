package parley.gateway.rest;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import parley.entity.Outcome;
import parley.ledger.Ledger;
import parley.ledger.LedgerCommand;
import parley.ledger.LedgerReply;
import parley.ledger.LedgerRules;
import parley.ledger.LedgerSettings;
import parley.ledger.LedgerState;

/** A ledger that follows the real rules, in memory. */
final class RuledLedger implements Ledger {
    private final LedgerRules rules = new LedgerRules(LedgerSettings.DEFAULT);
    private final InstantSource clock;
    private LedgerState state = rules.initial();

    RuledLedger(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized CompletionStage<Outcome<LedgerReply>> ask(LedgerCommand command) {
        var decision = rules.decide(state, command, clock.instant());
        decision.events().forEach(event -> state = rules.evolve(state, event));
        return CompletableFuture.completedFuture(new Outcome.Answered<>(decision.reply()));
    }

    @Override
    public synchronized CompletionStage<Outcome<LedgerState>> read() {
        return CompletableFuture.completedFuture(new Outcome.Answered<>(state));
    }
}
