package parley.system;

import java.util.concurrent.atomic.AtomicLong;

/** Makes message keys as clients do: 48 bits of time and a counter, in Crockford's base 32. */
public final class Ulid {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final AtomicLong COUNTER = new AtomicLong(System.nanoTime() & 0xffff_ffffL);

    private Ulid() {}

    public static String next() {
        var key = new StringBuilder(26);
        var time = System.currentTimeMillis();
        var count = COUNTER.incrementAndGet();
        for (int shift = 45; shift >= 0; shift -= 5) {
            key.append(ALPHABET.charAt((int) (time >> shift & 31)));
        }
        for (int shift = 75; shift >= 0; shift -= 5) {
            key.append(shift > 60 ? '0' : ALPHABET.charAt((int) (count >> shift & 31)));
        }
        return key.toString();
    }
}
