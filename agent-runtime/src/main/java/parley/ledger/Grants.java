package parley.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.entity.Decision;
import parley.ledger.LedgerCommand.Reserve;
import parley.ledger.LedgerEvent.Reserved;
import parley.ledger.LedgerReply.Busy;
import parley.ledger.LedgerReply.Exhausted;
import parley.ledger.LedgerReply.Granted;
import parley.ledger.LedgerReply.Refusal;
import parley.ledger.LedgerReply.Refused;
import parley.ledger.OpenCall.Stage;
import parley.money.Usd;

/** Decides whether a call may be made, and with which model. */
final class Grants {

    /** Calls that are not over; more would only wait for their providers. */
    static final int OPEN_CALLS_MAX = 20_000;

    private static final Duration SHORTEST_HOLD = Duration.ofSeconds(1);

    private final LedgerSettings settings;

    Grants(LedgerSettings settings) {
        this.settings = settings;
    }

    /** A ceiling that does not cover a call. */
    private record Obstacle(
            AccountId account,
            Usd left,
            boolean onlyHolds,
            @Nullable Instant resetsAt) {}

    Decision<LedgerEvent, LedgerReply> reserve(Changes changes, Reserve reserve) {
        var state = changes.state();
        var open = state.calls().get(reserve.call());
        if (open != null && open.stage() == Stage.HELD) {
            return changes.reply(granted(open, true));
        }
        if (open != null || state.ended().get(reserve.call()) != null) {
            return changes.reply(new Refused(Refusal.CALL_ENDED, "this call is over; another attempt has another id"));
        }
        if (reserve.candidates().isEmpty()) {
            return changes.reply(new Refused(Refusal.NO_CANDIDATE, "a call needs at least one model"));
        }
        var priced = reserve.candidates().stream().filter(Grants::isPriced).toList();
        if (priced.isEmpty()) {
            return changes.reply(
                    new Refused(Refusal.PRICE_UNKNOWN, "none of the models has a price, or is said to be free"));
        }
        if (state.calls().size() >= OPEN_CALLS_MAX) {
            return changes.reply(new Busy(AccountId.ORG));
        }
        return firstThatFits(changes, reserve, priced);
    }

    private Decision<LedgerEvent, LedgerReply> firstThatFits(
            Changes changes, Reserve reserve, List<Candidate> candidates) {
        // A refusal stores nothing, so the windows are closed on a draft that is dropped with it.
        reserve.charge().accounts().forEach(changes::closeWindow);
        var obstacles = candidates.stream()
                .map(candidate -> obstacle(changes.state(), reserve.charge(), candidate))
                .toList();
        for (int i = 0; i < candidates.size(); i++) {
            if (obstacles.get(i).isEmpty()) {
                return hold(changes, reserve, candidates.get(i));
            }
        }
        return Decision.answer(
                refusal(obstacles.stream().flatMap(Optional::stream).toList()));
    }

    private Decision<LedgerEvent, LedgerReply> hold(Changes changes, Reserve reserve, Candidate candidate) {
        var expiresAt = changes.at().plus(lasting(reserve.expiresIn()));
        changes.add(new Reserved(
                reserve.call(),
                reserve.charge(),
                candidate.model(),
                candidate.prices(),
                candidate.worstCase(),
                expiresAt,
                changes.at()));
        var open = changes.state().calls().get(reserve.call());
        return changes.reply(granted(Objects.requireNonNull(open), false));
    }

    private Duration lasting(Duration asked) {
        if (asked.compareTo(SHORTEST_HOLD) < 0) {
            return SHORTEST_HOLD;
        }
        return asked.compareTo(settings.longestHold()) > 0 ? settings.longestHold() : asked;
    }

    /** A price of zero counts only where it is said to be one. */
    private static boolean isPriced(Candidate candidate) {
        var cost = candidate.worstCase();
        return candidate.prices().free()
                ? cost.equals(Usd.ZERO)
                : cost.compareTo(Usd.ZERO) > 0 && cost.compareTo(UnitPrices.HIGHEST_COST) < 0;
    }

    /** The tightest ceiling in the way of the candidate; one that waiting would not move, if there is one. */
    private Optional<Obstacle> obstacle(LedgerState state, Charge charge, Candidate candidate) {
        return charge.accounts().stream()
                .flatMap(account -> obstacles(state, account, candidate.worstCase()))
                .min(Comparator.comparing(Obstacle::onlyHolds).thenComparing(Obstacle::left));
    }

    private Stream<Obstacle> obstacles(LedgerState state, AccountId account, Usd amount) {
        var standing = state.accounts().get(account);
        var limited = standing == null
                ? Optional.<Obstacle>empty()
                : beyond(
                        account,
                        standing.left(),
                        standing.balance(),
                        amount,
                        standing.window().end());
        if (!account.isCascade()) {
            return limited.stream();
        }
        var cascade = state.cascade(account);
        if (cascade.calls() >= settings.cascadeCalls()) {
            return Stream.of(new Obstacle(account, Usd.ZERO, false, null));
        }
        if (standing != null) {
            return limited.stream();
        }
        var left = settings.cascadeLimit().minus(cascade.used());
        return beyond(account, left, cascade, amount, null).stream();
    }

    private static Optional<Obstacle> beyond(
            AccountId account, Usd left, Balance balance, Usd amount, @Nullable Instant resetsAt) {
        // What costs nothing is in nobody's way: a spent budget does not stop a free model.
        if (amount.compareTo(left) <= 0 || amount.equals(Usd.ZERO)) {
            return Optional.empty();
        }
        var onlyHolds = amount.compareTo(left.plus(balance.held())) <= 0;
        return Optional.of(new Obstacle(account, left, onlyHolds, resetsAt));
    }

    private static LedgerReply refusal(List<Obstacle> obstacles) {
        var waitable = obstacles.stream().filter(Obstacle::onlyHolds).findFirst();
        if (waitable.isPresent()) {
            return new Busy(waitable.get().account());
        }
        var widest =
                obstacles.stream().max(Comparator.comparing(Obstacle::left)).orElseThrow();
        var left = widest.left().compareTo(Usd.ZERO) > 0 ? widest.left() : Usd.ZERO;
        return new Exhausted(widest.account(), left, widest.resetsAt());
    }

    private static Granted granted(OpenCall call, boolean duplicate) {
        return new Granted(call.id(), call.model(), call.held(), call.prices().version(), call.expiresAt(), duplicate);
    }
}
