package parley.ledger;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.entity.Decision;
import parley.ledger.LedgerCommand.RemoveBudget;
import parley.ledger.LedgerCommand.SetBudget;
import parley.ledger.LedgerEvent.BudgetRemoved;
import parley.ledger.LedgerEvent.BudgetSet;
import parley.ledger.LedgerReply.Done;
import parley.ledger.LedgerReply.Refusal;
import parley.ledger.LedgerReply.Refused;
import parley.money.Usd;

/** Decides about administrators' limits. */
final class Budgets {

    static final int BUDGETS_MAX = 10_000;

    private static final int SOFT_MARKS_MAX = 10;
    private static final int PERCENT_MAX = 100;
    private static final Usd LIMIT_MAX = new Usd(1_000_000_000_000_000_000L);
    private static final Set<String> DIMENSIONS = Set.of("user", "agent", "space", "cascade");
    private static final Pattern ID = Pattern.compile("[\\p{Graph}]{1,200}");

    Decision<LedgerEvent, LedgerReply> set(Changes changes, SetBudget set) {
        var known = changes.state().accounts().get(set.account());
        var flaw = flaw(set, known == null && changes.state().accounts().size() >= BUDGETS_MAX);
        if (flaw != null) {
            return changes.reply(new Refused(Refusal.BUDGET_INVALID, flaw));
        }
        if (known != null && known.budget().equals(set.budget())) {
            return changes.reply(new Done());
        }
        changes.closeWindow(set.account());
        changes.add(new BudgetSet(set.account(), set.budget(), window(changes, set), set.by(), changes.at()));
        changes.tellMarks(List.of(set.account()));
        return changes.reply(new Done());
    }

    Decision<LedgerEvent, LedgerReply> remove(Changes changes, RemoveBudget remove) {
        if (!changes.state().accounts().containsKey(remove.account())) {
            return changes.reply(new Refused(Refusal.NO_SUCH_BUDGET, remove.account() + " has no budget"));
        }
        changes.add(new BudgetRemoved(remove.account(), remove.by(), changes.at()));
        return changes.reply(new Done());
    }

    /** A limit on another period goes on counting what counts already, and ends when the new period does. */
    private static Window window(Changes changes, SetBudget set) {
        var window = Window.of(set.budget().period(), set.budget().zone(), changes.at());
        var known = changes.state().accounts().get(set.account());
        return known == null ? window : new Window(known.window().start(), window.end());
    }

    private static @Nullable String flaw(SetBudget set, boolean full) {
        var budget = set.budget();
        if (full) {
            return "there are %d budgets already, which is the most".formatted(BUDGETS_MAX);
        }
        if (!isAccount(set.account())) {
            return "an account is org, user:<id>, agent:<id>, space:<id> or cascade:<space>/<message>";
        }
        if (budget.limit().compareTo(Usd.ZERO) < 0 || budget.limit().compareTo(LIMIT_MAX) > 0) {
            return "a limit is from 0 to 1000000000 dollars";
        }
        return areMarks(budget.soft())
                ? null
                : "soft marks are at most %d rising percentages from 1 to %d".formatted(SOFT_MARKS_MAX, PERCENT_MAX);
    }

    private static boolean isAccount(AccountId account) {
        if (account.equals(AccountId.ORG)) {
            return true;
        }
        var id = account.value().substring(account.dimension().length());
        return DIMENSIONS.contains(account.dimension())
                && id.length() > 1
                && ID.matcher(id.substring(1)).matches();
    }

    private static boolean areMarks(List<Integer> marks) {
        var last = 0;
        for (var mark : marks) {
            if (mark <= last || mark > PERCENT_MAX) {
                return false;
            }
            last = mark;
        }
        return marks.size() <= SOFT_MARKS_MAX;
    }
}
