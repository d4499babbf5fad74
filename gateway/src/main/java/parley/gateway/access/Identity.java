package parley.gateway.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.space.Caller;
import parley.space.MemberId;
import parley.space.MemberKind;

/**
 * Who is calling, as proved by a session or a token.
 *
 * @param name what others see
 * @param sessionId the session or token that proved it, by the name that lists show
 * @param expiresAt when the proof ends; null for never
 * @param scopes what the proof allows; empty for all that its owner may do
 */
public record Identity(
        MemberId user,
        String name,
        boolean administrator,
        String sessionId,
        @Nullable Instant expiresAt,
        Set<String> scopes) {

    public Identity {
        scopes = Set.copyOf(scopes);
    }

    /** The same person as a space knows them. */
    public Caller caller() {
        return new Caller(user, MemberKind.HUMAN, administrator);
    }

    /** The same proof of somebody who is an administrator, or is none. */
    public Identity ranked(boolean now) {
        return new Identity(user, name, now, sessionId, expiresAt, scopes);
    }

    /** Whether the proof is good for something: {@code read}, {@code write} or {@code admin}. */
    public boolean allows(String scope) {
        return scopes.isEmpty() || scopes.contains(scope);
    }

    /** Whether the proof has ended. */
    public boolean expired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
