package parley.gateway.rt;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import parley.gateway.access.Authenticator;
import parley.gateway.access.Identity;

/** Who a connection speaks for, and for how long that holds. */
final class Proof {

    /** How long before its end a client is asked to renew it. */
    static final Duration EXPIRING = Duration.ofSeconds(60);

    private final Authenticator authenticator;
    private Identity identity;
    private boolean warned;

    Proof(Authenticator authenticator, Identity identity) {
        this.authenticator = authenticator;
        this.identity = identity;
    }

    Identity identity() {
        return identity;
    }

    /** The same person has proved once more who they are. */
    void renew(Identity next) {
        identity = next;
        warned = false;
    }

    /** How it has ended; empty while it holds. */
    Optional<Close> ended(Instant now) {
        if (identity.expired(now)) {
            return Optional.of(Close.SESSION_EXPIRED);
        }
        return authenticator.stands(identity) ? Optional.empty() : Optional.of(Close.SESSION_REVOKED);
    }

    /** Whether it ends soon; true once. */
    boolean endsSoon(Instant now) {
        if (warned || !identity.expired(now.plus(EXPIRING))) {
            return false;
        }
        warned = true;
        return true;
    }
}
