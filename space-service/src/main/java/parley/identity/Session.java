package parley.identity;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.space.MemberId;

/**
 * A proof of identity that was handed out: a browser's session, an API token or a one-time sign-in link.
 *
 * @param id names it in lists; tells nothing about its secret
 * @param secretHash SHA-256 of the secret; the secret itself is never stored
 * @param label what its owner calls it
 * @param scopes what it may do; empty for all that its owner may
 * @param expiresAt when it ends at the latest; null for never
 * @param lastSeenAt when it was last used, to within a minute
 */
public record Session(
        String id,
        Kind kind,
        MemberId user,
        String secretHash,
        String label,
        Set<String> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        Instant lastSeenAt) {

    /** What was handed out. */
    public enum Kind {
        SESSION,
        TOKEN,
        LINK
    }
}
