package parley.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import parley.entity.EntityState;
import parley.money.Usd;

/**
 * The ledger as it stands.
 *
 * @param at when the last event was decided: the ledger's time never runs backwards
 * @param total of all calls ever
 * @param overdraft how much calls have cost above what was held for them, in all
 * @param accounts those an administrator has limited
 * @param cascades what the calls under each recent root message stand for
 * @param calls those that are not over
 * @param ended those that are over, for as long as somebody may repeat a command about them
 */
public record LedgerState(
        long seq,
        Instant at,
        Balance total,
        Usd overdraft,
        PMap<AccountId, AccountStanding> accounts,
        Recent<AccountId, Cascade> cascades,
        PMap<CallId, OpenCall> calls,
        Recent<CallId, EndedCall> ended)
        implements EntityState {

    /** All calls under one root message since the first that is remembered. */
    public record Cascade(Instant since, Balance balance) {}

    public static final LedgerState EMPTY = new LedgerState(
            0,
            Instant.EPOCH,
            Balance.ZERO,
            Usd.ZERO,
            HashTreePMap.empty(),
            Recent.empty(),
            HashTreePMap.empty(),
            Recent.empty());

    private static final long EVENTS_BETWEEN_SNAPSHOTS = 1_000;

    /** What a limited account stands at; nothing where it has no limit. */
    public Optional<AccountStanding> standing(AccountId account) {
        return Optional.ofNullable(accounts.get(account));
    }

    /** All limited accounts, by name. */
    public List<AccountStanding> standings() {
        return accounts.values().stream()
                .sorted(Comparator.comparing(standing -> standing.account().value()))
                .toList();
    }

    /** A snapshot costs as much as the state is large, so a large one is written less often. */
    @Override
    public long snapshotEvery() {
        return EVENTS_BETWEEN_SNAPSHOTS + calls.size() + ended.size() + cascades.size();
    }

    Balance cascade(AccountId cascade) {
        var known = cascades.get(cascade);
        return known == null ? Balance.ZERO : known.balance();
    }

    LedgerState stamped(Instant time) {
        return new LedgerState(
                seq + 1, time.isAfter(at) ? time : at, total, overdraft, accounts, cascades, calls, ended);
    }

    LedgerState withAccount(AccountStanding standing) {
        return withAccounts(accounts.plus(standing.account(), standing));
    }

    LedgerState withAccounts(PMap<AccountId, AccountStanding> changed) {
        return new LedgerState(seq, at, total, overdraft, changed, cascades, calls, ended);
    }

    LedgerState withOverdraft(Usd changed) {
        return new LedgerState(seq, at, total, changed, accounts, cascades, calls, ended);
    }

    LedgerState withoutOldest(long endedCalls, long idleCascades) {
        return new LedgerState(
                seq,
                at,
                total,
                overdraft,
                accounts,
                cascades.withoutOldest(idleCascades),
                calls,
                ended.withoutOldest(endedCalls));
    }

    /** The call is new, or has gone on to another stage. */
    LedgerState withOpen(OpenCall call) {
        return withCalls(calls.plus(call.id(), call), ended)
                .posted(call, changeTo(call.balance(), calls.get(call.id())));
    }

    /** The call is over, and stands for {@code balance} from now on. */
    LedgerState withEnded(OpenCall call, Balance balance, boolean exact) {
        var end = new EndedCall(balance.spent(), exact, balance.calls() > 0);
        return withCalls(calls.minus(call.id()), ended.put(call.id(), end, seq, at))
                .posted(call, balance.minus(call.balance()));
    }

    private static Balance changeTo(Balance balance, @Nullable OpenCall before) {
        return before == null ? balance : balance.minus(before.balance());
    }

    private LedgerState withCalls(PMap<CallId, OpenCall> open, Recent<CallId, EndedCall> over) {
        return new LedgerState(seq, at, total, overdraft, accounts, cascades, open, over);
    }

    /**
     * Posts the same change to the total and to every account of the call's charge, as far as the call counts there.
     */
    private LedgerState posted(OpenCall call, Balance change) {
        var limited = accounts;
        var roots = cascades;
        for (var id : call.charge().accounts()) {
            var standing = limited.get(id);
            if (standing != null && standing.counts(call.reservedAt())) {
                limited = limited.plus(id, standing.with(standing.balance().plus(change)));
            }
            if (id.isCascade()) {
                roots = posted(roots, id, call, change);
            }
        }
        return new LedgerState(seq, at, total.plus(change), overdraft, limited, roots, calls, ended);
    }

    /** A cascade begins with a call that is reserved; what belongs to one that was forgotten counts no more. */
    private Recent<AccountId, Cascade> posted(
            Recent<AccountId, Cascade> roots, AccountId id, OpenCall call, Balance change) {
        var known = roots.get(id);
        if (known == null) {
            return change.calls() > 0 ? roots.put(id, new Cascade(call.reservedAt(), change), seq, at) : roots;
        }
        if (call.reservedAt().isBefore(known.since())) {
            return roots;
        }
        return roots.put(id, new Cascade(known.since(), known.balance().plus(change)), seq, at);
    }
}
