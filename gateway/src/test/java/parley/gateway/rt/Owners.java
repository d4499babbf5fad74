package parley.gateway.rt;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Authenticator;
import parley.gateway.access.Identity;
import parley.gateway.access.Standing;
import parley.space.MemberId;

/** Everybody who may have a token: it is the id of its owner. */
final class Owners implements Authenticator {

    private final Map<String, Standing> standings = new ConcurrentHashMap<>();

    static Identity identity(String person) {
        return identity(person, null);
    }

    static Identity identity(String person, @Nullable Instant expiresAt) {
        return new Identity(
                new MemberId(person), person, person.equals("u_admin"), session(person), expiresAt, Set.of());
    }

    private static String session(String person) {
        return "se_" + person;
    }

    /** From now on their proof of identity stands like this. */
    void stands(String person, Standing standing) {
        standings.put(session(person), standing);
    }

    @Override
    public CompletionStage<Optional<Identity>> bearer(String token) {
        return CompletableFuture.completedFuture(
                token.startsWith("u_") ? Optional.of(identity(token)) : Optional.empty());
    }

    @Override
    public Standing standing(Identity identity) {
        return standings.getOrDefault(identity.sessionId(), Standing.HOLDS);
    }
}
