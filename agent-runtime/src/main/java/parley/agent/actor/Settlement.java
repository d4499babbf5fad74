package parley.agent.actor;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import parley.agent.run.Call;
import parley.agent.run.Run;
import parley.ledger.Ledger;
import parley.ledger.LedgerCommand;
import parley.ledger.LedgerReply;
import parley.money.Cost;

/** Tells the ledger what the calls of a run have used. Every call is told again after a restart, and booked once. */
final class Settlement {

    private final Ledger ledger;
    private final Patience patience;

    Settlement(Ledger ledger, Patience patience) {
        this.ledger = ledger;
        this.patience = patience;
    }

    /** What the ended calls have cost, or nothing where the ledger gives no answer until then. */
    Optional<Cost> settle(Run run, Instant until) {
        var sum = Cost.NONE;
        for (var call : run.calls()) {
            if (call.inFlight()) {
                continue;
            }
            var settlement = Objects.requireNonNull(call.settlement());
            var reply = patience.answer(() -> ledger.ask(settlement), until);
            if (reply.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(cost(call, settlement, reply.get()));
        }
        return Optional.of(sum);
    }

    /** What the calls cost at most, for as long as the ledger has not said more. */
    static Cost worstCase(Run run) {
        return run.calls().stream()
                .map(call -> new Cost(call.intent().held(), Cost.Kind.ESTIMATED))
                .reduce(Cost.NONE, Cost::plus);
    }

    private static Cost cost(Call call, LedgerCommand settlement, LedgerReply reply) {
        return switch (reply) {
            case LedgerReply.Booked(var _, var amount, var exact, var _) ->
                new Cost(amount, exact ? Cost.Kind.EXACT : Cost.Kind.ESTIMATED);
            case LedgerReply.Done() -> Cost.NONE;
            // what the ledger has forgotten was booked in full when its hold ended
            case LedgerReply.Refused _ ->
                settlement instanceof LedgerCommand.Release
                        ? Cost.NONE
                        : new Cost(call.intent().held(), Cost.Kind.ESTIMATED);
            case LedgerReply.Granted _, LedgerReply.Exhausted _, LedgerReply.Busy _ ->
                throw new IllegalStateException("the ledger answers a settlement with " + reply);
        };
    }
}
