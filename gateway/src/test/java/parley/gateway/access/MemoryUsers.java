package parley.gateway.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import parley.identity.User;
import parley.identity.UserStore;
import parley.space.MemberId;

/** Accounts in memory. */
public final class MemoryUsers implements UserStore {
    private final Map<MemberId, Account> accounts = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<List<User>> all() {
        return done(accounts.values().stream().map(Account::user).toList());
    }

    @Override
    public CompletionStage<Optional<Account>> find(MemberId id) {
        return done(Optional.ofNullable(accounts.get(id)));
    }

    @Override
    public CompletionStage<Optional<Account>> named(String name) {
        return done(accounts.values().stream()
                .filter(it -> it.user().name().equals(name))
                .findFirst());
    }

    @Override
    public synchronized CompletionStage<Boolean> add(Account account) {
        if (accounts.values().stream()
                .anyMatch(it -> it.user().name().equals(account.user().name()))) {
            return done(false);
        }
        accounts.put(account.user().id(), account);
        return done(true);
    }

    @Override
    public CompletionStage<Void> update(Account account) {
        accounts.put(account.user().id(), account);
        return CompletableFuture.allOf();
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
