package parley.agent.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parley.agent.model.Cancellation;
import parley.agent.model.resilience.Admission;
import parley.agent.run.BudgetText;
import parley.agent.run.CallIntent;
import parley.entity.Outcome;
import parley.ledger.HoldEstimator;
import parley.ledger.LedgerCommand.Reserve;
import parley.ledger.LedgerReply;
import parley.presence.Activity;
import parley.space.TurnFailure;

/** Waits for a model that may be called and holds what the call costs at most. Without the ledger's answer there is no call. */
final class Reservation {

    /** How much longer than the call a hold lasts, to be settled even after a restart. */
    static final Duration SETTLEMENT = Duration.ofMinutes(5);

    /** When to ask the ledger again. */
    static final Duration AGAIN = Duration.ofMillis(500);

    private static final String NO_MODEL = "None of the models answers at the moment.";

    private final RunSurroundings around;
    private final Patience patience;
    private final Options options;
    private final Task task;
    private final Cancellation stop;

    Reservation(RunSurroundings around, Patience patience, Task task, Cancellation stop) {
        this.around = around;
        this.patience = patience;
        this.task = task;
        this.stop = stop;
        options = new Options(around.models(), around.prices(), task);
    }

    /** What became of one try. */
    private sealed interface Try {

        record Over(Prepared prepared) implements Try {}

        /** Waiting may help; if it does not, {@code obstacle} is the reason. */
        record Later(TurnFailure obstacle, String detail, Instant again) implements Try {}
    }

    /** Tries until it succeeds, cannot, or the time is over. */
    Prepared reserve() {
        var obstacle = new Prepared.Refused(task.brief(), TurnFailure.TIMEOUT, "The turn took longer than it may.");
        while (!stop.isCancelled()) {
            var now = around.timing().instant();
            if (!now.isBefore(task.brief().deadline())) {
                return obstacle;
            }
            switch (attempt(now)) {
                case Try.Over(var prepared) -> {
                    return prepared;
                }
                case Try.Later(var failure, var detail, var again) -> {
                    obstacle = new Prepared.Refused(task.brief(), failure, detail);
                    show(failure == TurnFailure.BUDGET ? Activity.PAUSED : Activity.THINKING);
                    patience.pause(
                            Duration.between(now, earlier(again, task.brief().deadline())), stop);
                    show(Activity.THINKING);
                }
            }
        }
        return new Prepared.Pointless();
    }

    private void show(Activity activity) {
        around.drafts().does(task.brief().space(), task.brief().turn(), activity);
    }

    private Try attempt(Instant now) {
        return switch (options.find(now)) {
            case Options.Found.None(var failure, var detail) -> refused(failure, detail);
            case Options.Found.Some(var found) -> admitted(found, now);
        };
    }

    /** Goes on with the models that may be called now; waits for a better one where its provider says how long. */
    private Try admitted(List<Option> found, Instant now) {
        var admitted = new ArrayList<Option>();
        var deadline = task.brief().deadline();
        var again = deadline;
        for (var option : found) {
            switch (around.health().admit(option.id())) {
                case Admission.Admitted _ -> admitted.add(option);
                case Admission.Wait(var until) -> {
                    if (admitted.isEmpty() && until.isBefore(deadline)) {
                        return new Try.Later(
                                TurnFailure.MODEL, option.id() + " is asked too much at the moment.", until);
                    }
                    again = earlier(again, until);
                }
                case Admission.Broken(var until) -> again = earlier(again, until);
            }
        }
        if (!admitted.isEmpty()) {
            return reserved(found, admitted, now);
        }
        return again.isBefore(deadline)
                ? new Try.Later(TurnFailure.MODEL, NO_MODEL, again)
                : refused(TurnFailure.MODEL, NO_MODEL);
    }

    private Try reserved(List<Option> found, List<Option> admitted, Instant now) {
        var lasting = Duration.between(now, task.brief().deadline()).plus(SETTLEMENT);
        var candidates = admitted.stream().map(Option::candidate).toList();
        var outcome = around.ledger()
                .ask(new Reserve(task.call(), task.brief().charge(), candidates, lasting))
                .toCompletableFuture()
                .join();
        var chosen = chosen(found, outcome);
        admitted.stream()
                .filter(option -> chosen.filter(option::equals).isEmpty())
                .forEach(option -> around.health().unused(option.id()));
        return switch (outcome) {
            case Outcome.Overloaded<LedgerReply> _, Outcome.Unavailable<LedgerReply> _ -> lost(now);
            case Outcome.Answered<LedgerReply>(var reply) -> answered(reply, chosen, now);
        };
    }

    private static Optional<Option> chosen(List<Option> found, Outcome<LedgerReply> outcome) {
        return outcome instanceof Outcome.Answered<LedgerReply>(LedgerReply.Granted granted)
                ? found.stream()
                        .filter(option -> option.candidate().model().equals(granted.model()))
                        .findFirst()
                : Optional.empty();
    }

    private Try answered(LedgerReply reply, Optional<Option> chosen, Instant now) {
        return switch (reply) {
            case LedgerReply.Granted granted ->
                chosen.map(option -> ready(option, granted)).orElseGet(() -> lost(now));
            case LedgerReply.Exhausted(var account, var left, var resetsAt) ->
                refused(TurnFailure.BUDGET, BudgetText.exhausted(account, left, resetsAt));
            case LedgerReply.Busy(var account) ->
                new Try.Later(TurnFailure.BUDGET, BudgetText.busy(account), now.plus(AGAIN));
            case LedgerReply.Refused(var refusal, var detail) -> refused(failure(refusal), detail);
            case LedgerReply.Booked _, LedgerReply.Done _ -> lost(now);
        };
    }

    private Try ready(Option option, LedgerReply.Granted granted) {
        var read = HoldEstimator.usageAbout(option.texts(), 0).uncachedIn();
        var intent = new CallIntent(
                granted.call(),
                Task.STEP,
                task.attempt(),
                option.id(),
                option.requestHash(),
                read,
                granted.held(),
                granted.priceVersion());
        return new Try.Over(new Prepared.Ready(task.brief(), intent, option, task.members()));
    }

    private Try refused(TurnFailure failure, String detail) {
        return new Try.Over(new Prepared.Refused(task.brief(), failure, detail));
    }

    private static Try lost(Instant now) {
        return new Try.Later(
                TurnFailure.LEDGER_UNAVAILABLE,
                "The ledger gives no answer, and without one no model is called.",
                now.plus(AGAIN));
    }

    private static TurnFailure failure(LedgerReply.Refusal refusal) {
        return switch (refusal) {
            case NO_CANDIDATE, PRICE_UNKNOWN -> TurnFailure.PRICE_UNKNOWN;
            case NO_SUCH_CALL, CALL_ENDED, BUDGET_INVALID, NO_SUCH_BUDGET -> TurnFailure.LEDGER_UNAVAILABLE;
        };
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
