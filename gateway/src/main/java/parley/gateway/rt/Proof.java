package parley.gateway.rt;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import parley.gateway.access.Authenticator;
import parley.gateway.access.Identity;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;

/** Who a connection speaks for, and for how long that holds. */
final class Proof {

    /** How long before its end a client is asked to renew it. */
    static final Duration EXPIRING = Duration.ofSeconds(60);

    /** How it ends, and what its owner is told. */
    enum End {
        EXPIRED(Close.SESSION_EXPIRED, ProblemCode.SESSION_EXPIRED, "sign in again"),
        REVOKED(Close.SESSION_REVOKED, ProblemCode.SESSION_REVOKED, "the session was ended"),
        DISABLED(Close.ACCOUNT_DISABLED, ProblemCode.ACCOUNT_DISABLED, "the account is disabled; ask an administrator");

        private final Close close;
        private final ProblemCode code;
        private final String detail;

        End(Close close, ProblemCode code, String detail) {
            this.close = close;
            this.code = code;
            this.detail = detail;
        }

        Close close() {
            return close;
        }

        Problem problem() {
            return Problem.of(code, detail);
        }
    }

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
    Optional<End> ended(Instant now) {
        if (identity.expired(now)) {
            return Optional.of(End.EXPIRED);
        }
        return switch (authenticator.standing(identity)) {
            case HOLDS -> Optional.empty();
            case REVOKED -> Optional.of(End.REVOKED);
            case DISABLED -> Optional.of(End.DISABLED);
        };
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
