package parley.gateway.access;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.identity.Session;
import parley.identity.SessionStore;
import parley.identity.User;
import parley.identity.UserStore;
import parley.space.MemberId;

/**
 * Sessions, API tokens and one-time links: made, recognised and taken back. What was taken back on this node is refused at once; on
 * another node when the news arrives there, and without it within {@link #REMEMBERED}.
 */
public final class Sessions implements Authenticator {
    /** How long a proof is believed without asking the store again. */
    static final Duration REMEMBERED = Duration.ofSeconds(1);

    static final int REMEMBERED_MAX = 10_000;

    /** How coarse {@link Session#lastSeenAt()} is. */
    private static final Duration SEEN_GRANULARITY = Duration.ofMinutes(1);

    private record Proof(String sessionId, MemberId user) {}

    /** What the store says of a proof and of its owner's rank. */
    private record Stored(Standing standing, boolean administrator) {

        /** What that means for somebody who has been taken for an administrator, or not. */
        Standing towards(Identity identity) {
            if (standing != Standing.HOLDS || administrator == identity.administrator()) {
                return standing;
            }
            return administrator ? Standing.PROMOTED : Standing.DEMOTED;
        }
    }

    private record Known(Session session, User user) {}

    private final SessionStore store;
    private final UserStore users;
    private final SessionSettings settings;
    private final Endings endings;
    private final InstantSource clock;

    private final AsyncCache<String, Optional<Known>> bySecret = remembering().buildAsync();
    private final AsyncLoadingCache<Proof, Stored> standing = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .refreshAfterWrite(REMEMBERED)
            .expireAfterAccess(Duration.ofMinutes(10))
            .buildAsync((proof, _) -> stored(proof));
    private final Cache<String, Standing> takenBack = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();
    private final Cache<String, Boolean> seenLately = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterWrite(SEEN_GRANULARITY)
            .build();

    public Sessions(
            SessionStore store, UserStore users, SessionSettings settings, Endings endings, InstantSource clock) {
        this.store = store;
        this.users = users;
        this.settings = settings;
        this.endings = endings;
        this.clock = clock;
        endings.listen(this::heard);
    }

    private void heard(Endings.Ending ending) {
        switch (ending.why()) {
            case REVOKED, DISABLED -> ending.proofs().forEach(proof -> takenBack.put(proof, ending.why()));
            case HOLDS, PROMOTED, DEMOTED -> {
                var now = new Stored(Standing.HOLDS, ending.why() == Standing.PROMOTED);
                ending.proofs().forEach(proof -> standing.synchronous().put(new Proof(proof, ending.user()), now));
            }
        }
        changed(ending.user());
    }

    /** A session, as signing in makes it. */
    public CompletionStage<Issued> open(MemberId user, String label) {
        return issue(
                Session.Kind.SESSION, user, label, Set.of(), clock.instant().plus(settings.absolute()));
    }

    /** A link that signs somebody in once. */
    public CompletionStage<Issued> link(MemberId user) {
        return issue(
                Session.Kind.LINK,
                user,
                "sign-in link",
                Set.of(),
                clock.instant().plus(settings.link()));
    }

    /** A token for a program. */
    public CompletionStage<Issued> token(MemberId user, String label, Set<String> scopes, @Nullable Instant expiresAt) {
        return issue(Session.Kind.TOKEN, user, label, scopes, expiresAt);
    }

    private CompletionStage<Issued> issue(
            Session.Kind kind, MemberId user, String label, Set<String> scopes, @Nullable Instant expiresAt) {
        var secret = Secret.random();
        var now = clock.instant();
        var session = new Session(
                Secret.name("se_"), kind, user, secret.hash(), label, Set.copyOf(scopes), now, expiresAt, now);
        return store.add(session).thenApply(_ -> new Issued(session, secret));
    }

    @Override
    public CompletionStage<Optional<Identity>> bearer(String token) {
        return bySecret.get(new Secret(token).hash(), (hash, _) -> load(hash))
                .thenApply(known -> known.filter(it -> usable(it.session())).map(this::used));
    }

    private CompletableFuture<Optional<Known>> load(String secretHash) {
        return store.bySecretHash(secretHash)
                .thenCompose(found ->
                        found.map(this::withOwner).orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())))
                .toCompletableFuture();
    }

    private CompletionStage<Optional<Known>> withOwner(Session session) {
        return users.find(session.user())
                .thenApply(account -> account.map(UserStore.Account::user)
                        .filter(user -> !user.disabled())
                        .map(user -> new Known(session, user)));
    }

    private boolean usable(Session session) {
        return session.kind() != Session.Kind.LINK && live(session) && takenBack.getIfPresent(session.id()) == null;
    }

    /** Whether the session has neither reached its end nor been left unused for too long. */
    public boolean live(Session session) {
        var now = clock.instant();
        if (session.expiresAt() != null && !now.isBefore(session.expiresAt())) {
            return false;
        }
        return session.kind() != Session.Kind.SESSION
                || now.isBefore(session.lastSeenAt().plus(settings.idle()));
    }

    private Identity used(Known known) {
        var session = known.session();
        var user = known.user();
        seen(session.id());
        return new Identity(
                user.id(), user.name(), user.administrator(), session.id(), session.expiresAt(), session.scopes());
    }

    private void seen(String sessionId) {
        if (seenLately.asMap().putIfAbsent(sessionId, true) == null) {
            store.seen(sessionId, clock.instant());
        }
    }

    @Override
    public Standing standing(Identity identity) {
        var ended = takenBack.getIfPresent(identity.sessionId());
        if (ended != null) {
            return ended;
        }
        if (identity.expired(clock.instant())) {
            return Standing.REVOKED;
        }
        seen(identity.sessionId());
        var answer = standing.get(new Proof(identity.sessionId(), identity.user()));
        return answer.isDone() && !answer.isCompletedExceptionally()
                ? answer.resultNow().towards(identity)
                : Standing.HOLDS;
    }

    private CompletableFuture<Stored> stored(Proof proof) {
        return store.of(proof.user())
                .thenCombine(users.find(proof.user()), (sessions, account) -> {
                    var owner = account.map(UserStore.Account::user).filter(user -> !user.disabled());
                    if (owner.isEmpty()) {
                        return new Stored(Standing.DISABLED, false);
                    }
                    boolean there = sessions.stream().anyMatch(it -> it.id().equals(proof.sessionId()));
                    return new Stored(
                            there ? Standing.HOLDS : Standing.REVOKED,
                            owner.get().administrator());
                })
                .toCompletableFuture();
    }

    /** The owner of a one-time link; whoever comes second finds it gone. */
    public CompletionStage<Optional<User>> redeem(String code) {
        return store.bySecretHash(new Secret(code).hash()).thenCompose(found -> {
            var link = found.filter(it -> it.kind() == Session.Kind.LINK && live(it));
            if (link.isEmpty()) {
                return CompletableFuture.completedFuture(Optional.<User>empty());
            }
            return store.remove(link.get().id())
                    .thenCompose(first -> first
                            ? withOwner(link.get()).thenApply(known -> known.map(Known::user))
                            : CompletableFuture.completedFuture(Optional.<User>empty()));
        });
    }

    /** What somebody has been handed and still works. */
    public CompletionStage<List<Session>> of(MemberId user) {
        return store.of(user).thenApply(all -> all.stream().filter(this::live).toList());
    }

    /** Takes one of somebody's own proofs back; false where they have none of that name. */
    public CompletionStage<Boolean> takeBack(MemberId user, String sessionId) {
        return takeBack(user, session -> session.id().equals(sessionId)).thenApply(count -> count > 0);
    }

    /** Takes back all of somebody's proofs that fit; the number taken back. */
    public CompletionStage<Integer> takeBack(MemberId user, Predicate<Session> which) {
        return end(user, which, Standing.REVOKED);
    }

    /** Takes back all proofs of somebody whose account is disabled. */
    public CompletionStage<Integer> shutOut(MemberId user) {
        return end(user, _ -> true, Standing.DISABLED);
    }

    private CompletionStage<Integer> end(MemberId user, Predicate<Session> which, Standing why) {
        return store.of(user).thenCompose(all -> {
            var ended = all.stream().filter(which).toList();
            var removals = ended.stream().map(session -> remove(session, why)).toArray(CompletableFuture[]::new);
            return CompletableFuture.allOf(removals).thenApply(_ -> {
                announce(user, why, ended);
                return ended.size();
            });
        });
    }

    private CompletableFuture<Boolean> remove(Session session, Standing why) {
        takenBack.put(session.id(), why);
        return store.remove(session.id())
                .thenApply(removed -> {
                    bySecret.synchronous().invalidate(session.secretHash());
                    return removed;
                })
                .toCompletableFuture();
    }

    /** Has everybody who is here for somebody believe in their new rank. */
    public CompletionStage<Integer> ranked(MemberId user, boolean administrator) {
        return store.of(user).thenApply(all -> {
            announce(user, administrator ? Standing.PROMOTED : Standing.DEMOTED, all);
            return all.size();
        });
    }

    private void announce(MemberId user, Standing why, List<Session> proofs) {
        if (!proofs.isEmpty()) {
            endings.announce(new Endings.Ending(
                    user, why, proofs.stream().map(Session::id).collect(Collectors.toSet())));
        }
    }

    /** Reads somebody's account again before they are believed again: their name or rank has changed. */
    public void changed(MemberId user) {
        bySecret.synchronous()
                .asMap()
                .values()
                .removeIf(known -> known.map(it -> it.user().id().equals(user)).orElse(false));
    }

    /** How many proofs are remembered, in the fullest of the memories. */
    long remembered() {
        var memories = List.of(bySecret.synchronous(), standing.synchronous(), takenBack, seenLately);
        memories.forEach(Cache::cleanUp);
        return memories.stream().mapToLong(Cache::estimatedSize).max().orElse(0);
    }

    private static Caffeine<Object, Object> remembering() {
        return Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).expireAfterWrite(REMEMBERED);
    }
}
