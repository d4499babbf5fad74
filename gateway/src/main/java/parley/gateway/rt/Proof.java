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

    /** Timers do not reach for years. */
    private static final Duration LOOK_WITHIN = Duration.ofHours(1);

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

    /** Asks how it stands now: how it has ended, or nothing while it holds, for somebody of the rank they have now. */
    Optional<End> check(Instant now) {
        if (identity.expired(now)) {
            return Optional.of(End.EXPIRED);
        }
        return switch (authenticator.standing(identity)) {
            case HOLDS -> Optional.empty();
            case PROMOTED -> ranked(true);
            case DEMOTED -> ranked(false);
            case REVOKED -> Optional.of(End.REVOKED);
            case DISABLED -> Optional.of(End.DISABLED);
        };
    }

    private Optional<End> ranked(boolean administrator) {
        identity = identity.ranked(administrator);
        return Optional.empty();
    }

    /** How long until it is to be checked, since it ends or its client is to be warned of that; nothing where it never ends. */
    Optional<Duration> untilNext(Instant now) {
        return left(now)
                .map(left -> warned ? left : left.minus(EXPIRING))
                .map(next -> next.isNegative() ? Duration.ZERO : next)
                .map(next -> next.compareTo(LOOK_WITHIN) < 0 ? next : LOOK_WITHIN);
    }

    /** How long it lasts; nothing where it never ends. */
    Optional<Duration> left(Instant now) {
        return Optional.ofNullable(identity.expiresAt()).map(end -> Duration.between(now, end));
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
