package parley.space;

import java.time.Instant;

/**
 * What a member means to do.
 *
 * @param key what the member calls it by
 * @param until when it is over unless it is resolved before
 */
public record Intention(MemberId member, String key, String text, Instant until, Instant declaredAt) {

    boolean is(String otherText, Instant otherUntil) {
        return text.equals(otherText) && until.equals(otherUntil);
    }

    Intention changed(String otherText, Instant otherUntil) {
        return new Intention(member, key, otherText, otherUntil, declaredAt);
    }
}
