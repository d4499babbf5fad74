package parley.gateway.rest;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** Keys for messages, as a client makes them. */
final class Ulids {
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Ulids() {}

    static String next() {
        return digits(Instant.now().toEpochMilli(), 10) + digits(COUNT.incrementAndGet(), 16);
    }

    private static String digits(long number, int length) {
        var text = new StringBuilder();
        for (var i = length - 1; i >= 0; i--) {
            text.append(DIGITS.charAt(5 * i >= Long.SIZE ? 0 : (int) (number >>> (5 * i)) & 31));
        }
        return text.toString();
    }
}
