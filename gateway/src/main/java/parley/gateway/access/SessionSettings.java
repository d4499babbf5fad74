package parley.gateway.access;

import java.time.Duration;

/**
 * How long proofs of identity last.
 *
 * @param idle a session ends when it has not been used for so long
 * @param absolute a session ends so long after signing in, however much it is used
 * @param link a one-time sign-in link works for so long
 */
public record SessionSettings(Duration idle, Duration absolute, Duration link) {
    public static final SessionSettings DEFAULT =
            new SessionSettings(Duration.ofDays(7), Duration.ofDays(30), Duration.ofHours(24));
}
