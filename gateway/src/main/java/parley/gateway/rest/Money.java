package parley.gateway.rest;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import parley.money.Usd;

/** Amounts on the wire: dollars as people write them, or nano-dollars; always as text, since a number in JSON may lose digits. */
final class Money {
    private static final int NANO_DIGITS = 9;
    private static final Pattern DOLLARS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    private Money() {}

    /** Reads dollars such as {@code 1.50}. */
    static Usd dollars(String pointer, String text) {
        if (!DOLLARS.matcher(text).matches()) {
            throw Refusal.at(pointer, "dollars as text are allowed, such as \"1.50\", with at most 9 decimals");
        }
        return new Usd(new BigDecimal(text).movePointRight(NANO_DIGITS).longValueExact());
    }

    /** Dollars with cents at least, and as many decimals more as it takes: {@code 1.50}. */
    static String dollars(Usd amount) {
        var exact = BigDecimal.valueOf(amount.nano(), NANO_DIGITS).stripTrailingZeros();
        return exact.setScale(Math.max(2, exact.scale())).toPlainString();
    }

    /** Dollars with all nine decimals, as tables have them. */
    static String column(Usd amount) {
        return BigDecimal.valueOf(amount.nano(), NANO_DIGITS).toPlainString();
    }

    static String nano(Usd amount) {
        return Long.toString(amount.nano());
    }
}
