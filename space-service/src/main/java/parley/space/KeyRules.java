package parley.space;

import java.time.Instant;
import java.util.Optional;
import parley.space.SpaceReply.Rejected;

/** Which keys a new message may bear: those of which it is certain whether they were used before. */
final class KeyRules {

    private KeyRules() {}

    /** Why a message with a key that is not remembered cannot be posted; empty where it can. */
    static Optional<Rejected> refusal(Heads heads, String key, Instant now) {
        var time = Ulid.timeOf(key);
        if (time.isEmpty()) {
            return refused(Reason.KEY_INVALID, "A key is a ULID: 26 characters of Crockford's base 32, in upper case.");
        }
        if (time.get().isAfter(now.plus(SpaceLimits.KEY_SKEW))) {
            return refused(
                    Reason.KEY_SKEWED,
                    "The key is from %s, more than %d minutes ahead of the server's clock."
                            .formatted(time.get(), SpaceLimits.KEY_SKEW.toMinutes()));
        }
        if (time.get().isBefore(now.minus(SpaceLimits.KEY_AGE))) {
            return refused(
                    Reason.KEY_EXPIRED,
                    "The key is from %s; keys are remembered for %d hours."
                            .formatted(time.get(), SpaceLimits.KEY_AGE.toHours()));
        }
        if (heads.forgets(time.get())) {
            return refused(
                    Reason.KEY_EXPIRED,
                    "The key is from %s; this busy space remembers keys since %s."
                            .formatted(time.get(), heads.forgottenUntil()));
        }
        return Optional.empty();
    }

    private static Optional<Rejected> refused(Reason reason, String detail) {
        return Optional.of(new Rejected(reason, detail));
    }
}
