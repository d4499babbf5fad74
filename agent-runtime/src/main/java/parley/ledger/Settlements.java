package parley.ledger;

import parley.entity.Decision;
import parley.ledger.LedgerCommand.Release;
import parley.ledger.LedgerCommand.Settle;
import parley.ledger.LedgerEvent.Corrected;
import parley.ledger.LedgerEvent.Overdraft;
import parley.ledger.LedgerEvent.Released;
import parley.ledger.LedgerEvent.Settled;
import parley.ledger.LedgerReply.Booked;
import parley.ledger.LedgerReply.Done;
import parley.ledger.LedgerReply.Refusal;
import parley.ledger.LedgerReply.Refused;
import parley.money.Usd;

/** Ends holds: by what the call has cost, or by nothing where it was never made. */
final class Settlements {

    Decision<LedgerEvent, LedgerReply> settle(Changes changes, Settle settle) {
        var call = changes.state().calls().get(settle.call());
        if (call == null) {
            return changes.reply(over(changes.state(), settle.call()));
        }
        return switch (call.stage()) {
            case HELD -> book(changes, call, settle);
            case PROVISIONAL -> correct(changes, call, settle.usage(), settle.exact());
            case ESTIMATED ->
                settle.exact()
                        ? correct(changes, call, settle.usage(), true)
                        : changes.reply(new Booked(call.id(), call.balance().spent(), false, true));
        };
    }

    Decision<LedgerEvent, LedgerReply> release(Changes changes, Release release) {
        var call = changes.state().calls().get(release.call());
        if (call == null) {
            return changes.reply(released(changes.state(), release.call()));
        }
        return switch (call.stage()) {
            case HELD -> {
                changes.add(new Released(call.id(), call.charge(), call.model(), call.held(), changes.at()));
                yield changes.reply(new Done());
            }
            case PROVISIONAL -> {
                var _ = correct(changes, call, Usage.NONE, true);
                yield changes.reply(new Done());
            }
            case ESTIMATED -> changes.reply(ended("this call was settled, so it was made"));
        };
    }

    private static Decision<LedgerEvent, LedgerReply> book(Changes changes, OpenCall call, Settle settle) {
        var amount = call.prices().cost(settle.usage());
        changes.add(new Settled(
                call.id(),
                call.charge(),
                call.model(),
                call.prices(),
                settle.usage(),
                call.held(),
                amount,
                settle.exact(),
                call.reservedAt(),
                changes.at()));
        return booked(changes, call, amount, settle.exact());
    }

    private static Decision<LedgerEvent, LedgerReply> correct(
            Changes changes, OpenCall call, Usage usage, boolean exact) {
        var amount = call.prices().cost(usage);
        changes.add(new Corrected(
                call.id(),
                call.charge(),
                call.model(),
                call.prices(),
                usage,
                call.held(),
                call.balance().spent(),
                call.balance().suspense(),
                amount,
                exact,
                call.reservedAt(),
                changes.at()));
        return booked(changes, call, amount, exact);
    }

    private static Decision<LedgerEvent, LedgerReply> booked(
            Changes changes, OpenCall call, Usd amount, boolean exact) {
        if (amount.compareTo(call.held()) > 0) {
            var excess = amount.minus(call.held());
            changes.add(new Overdraft(call.id(), call.model(), call.held(), excess, changes.at()));
        }
        changes.tellMarks(call.charge().accounts());
        return changes.reply(new Booked(call.id(), amount, exact, false));
    }

    private static LedgerReply over(LedgerState state, CallId id) {
        var end = state.ended().get(id);
        if (end == null) {
            return unknown(id);
        }
        return end.made()
                ? new Booked(id, end.amount(), end.exact(), true)
                : ended("this call was released, so it was not made");
    }

    private static LedgerReply released(LedgerState state, CallId id) {
        var end = state.ended().get(id);
        if (end == null) {
            return unknown(id);
        }
        return end.amount().equals(Usd.ZERO) ? new Done() : ended("this call was settled, so it was made");
    }

    private static Refused unknown(CallId id) {
        return new Refused(Refusal.NO_SUCH_CALL, "nothing is held for " + id);
    }

    private static Refused ended(String detail) {
        return new Refused(Refusal.CALL_ENDED, detail);
    }
}
