package parley.gateway.rt;

import java.util.concurrent.atomic.AtomicLong;

/** Makes ULIDs as clients do. */
final class Keys {

    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final AtomicLong COUNT = new AtomicLong();

    private Keys() {}

    static String next() {
        return digits(System.currentTimeMillis(), 10) + digits(COUNT.incrementAndGet(), 16);
    }

    private static String digits(long value, int length) {
        var digits = new char[length];
        for (int i = length - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (value & 31));
            value >>>= 5;
        }
        return new String(digits);
    }
}
