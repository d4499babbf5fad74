package parley.gateway.access;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import parley.identity.Session;
import parley.identity.SessionStore;
import parley.space.MemberId;

/** Sessions in memory, which count how often they are asked. */
public final class MemorySessions implements SessionStore {
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    public final AtomicInteger lookups = new AtomicInteger();
    public final AtomicInteger touches = new AtomicInteger();

    @Override
    public CompletionStage<Void> add(Session session) {
        sessions.put(session.id(), session);
        return CompletableFuture.allOf();
    }

    @Override
    public CompletionStage<Optional<Session>> bySecretHash(String secretHash) {
        lookups.incrementAndGet();
        return CompletableFuture.completedFuture(sessions.values().stream()
                .filter(it -> it.secretHash().equals(secretHash))
                .findFirst());
    }

    @Override
    public CompletionStage<List<Session>> of(MemberId user) {
        return CompletableFuture.completedFuture(
                sessions.values().stream().filter(it -> it.user().equals(user)).toList());
    }

    @Override
    public CompletionStage<Void> seen(String id, Instant at) {
        touches.incrementAndGet();
        sessions.computeIfPresent(
                id,
                (_, it) -> new Session(
                        it.id(),
                        it.kind(),
                        it.user(),
                        it.secretHash(),
                        it.label(),
                        it.scopes(),
                        it.createdAt(),
                        it.expiresAt(),
                        at));
        return CompletableFuture.allOf();
    }

    @Override
    public CompletionStage<Boolean> remove(String id) {
        return CompletableFuture.completedFuture(sessions.remove(id) != null);
    }

    @Override
    public CompletionStage<Void> purge(Instant now) {
        sessions.values().removeIf(it -> it.expiresAt() != null && !now.isBefore(it.expiresAt()));
        return CompletableFuture.allOf();
    }
}
