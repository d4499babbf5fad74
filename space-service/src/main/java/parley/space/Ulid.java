package parley.space;

import java.time.Instant;
import java.util.Optional;

/** Reads the time in a ULID: 26 characters of Crockford's base 32, of which the first ten are milliseconds since 1970. */
final class Ulid {

    static final int LENGTH = 26;

    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TIME_LENGTH = 10;
    private static final int BITS = 5;

    private Ulid() {}

    /** When the ULID was made, by its maker's clock; empty where {@code value} is none. */
    static Optional<Instant> timeOf(String value) {
        if (value.length() != LENGTH || value.charAt(0) > '7') {
            return Optional.empty();
        }
        var millis = 0L;
        for (var index = 0; index < LENGTH; index++) {
            var digit = DIGITS.indexOf(value.charAt(index));
            if (digit < 0) {
                return Optional.empty();
            }
            if (index < TIME_LENGTH) {
                millis = millis << BITS | digit;
            }
        }
        return Optional.of(Instant.ofEpochMilli(millis));
    }
}
