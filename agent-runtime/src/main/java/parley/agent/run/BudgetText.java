package parley.agent.run;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import parley.ledger.AccountId;
import parley.money.Usd;

/** What people are told when a budget does not cover an answer. */
public final class BudgetText {

    private static final int NANO_DIGITS = 9;
    private static final DateTimeFormatter DATE_AND_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private BudgetText() {}

    /** The budget is spent. */
    public static String exhausted(AccountId account, Usd left, @Nullable Instant resetsAt) {
        var reset = resetsAt == null
                ? "An administrator can raise it."
                : "It starts again on %s; an administrator can raise it.".formatted(DATE_AND_TIME.format(resetsAt));
        return "%s does not cover another answer: %s is left. %s".formatted(name(account), dollars(left), reset);
    }

    /** The rest of the budget is held for answers that are being written. */
    public static String busy(AccountId account) {
        return "%s is held for other answers that are being written. Ask again in a moment.".formatted(name(account));
    }

    private static String name(AccountId account) {
        var id = account.value()
                .substring(
                        Math.min(account.value().length(), account.dimension().length() + 1));
        return switch (account.dimension()) {
            case "org" -> "The budget of the whole installation";
            case "cascade" -> "The budget of all that one message may cause";
            default -> "The budget of %s %s".formatted(account.dimension(), id);
        };
    }

    private static String dollars(Usd amount) {
        var plain = BigDecimal.valueOf(amount.nano(), NANO_DIGITS).stripTrailingZeros();
        return "$" + (plain.scale() < 2 ? plain.setScale(2) : plain).toPlainString();
    }
}
