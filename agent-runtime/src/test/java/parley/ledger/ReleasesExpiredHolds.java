package parley.ledger;

import java.time.Instant;
import parley.entity.Decider;
import parley.entity.Decision;
import parley.ledger.LedgerEvent.Provisional;
import parley.ledger.LedgerEvent.Released;

/** A ledger that is wrong: it frees holds that expired, as if their calls had not been made. */
record ReleasesExpiredHolds(LedgerRules rules)
        implements Decider<LedgerState, LedgerCommand, LedgerEvent, LedgerReply> {

    @Override
    public LedgerState initial() {
        return rules.initial();
    }

    @Override
    public Decision<LedgerEvent, LedgerReply> decide(LedgerState state, LedgerCommand command, Instant now) {
        var decision = rules.decide(state, command, now);
        return Decision.store(
                decision.events().stream().map(ReleasesExpiredHolds::mutated).toList(), decision.reply());
    }

    @Override
    public LedgerState evolve(LedgerState state, LedgerEvent event) {
        return rules.evolve(state, event);
    }

    private static LedgerEvent mutated(LedgerEvent event) {
        return event instanceof Provisional expired
                ? new Released(expired.call(), expired.charge(), expired.model(), expired.amount(), expired.at())
                : event;
    }
}
