package parley.gateway.access;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import parley.identity.User;
import parley.identity.UserStore;

/** Signing in, by password or by link. Unknown names, wrong passwords and disabled accounts get one answer, in one time. */
public final class SignIn {
    /** Wrong passwords for one name from one address. */
    static final LimitSettings.Rate ATTEMPTS_PER_NAME = new LimitSettings.Rate(1 / 30.0, 10);

    /** Attempts from one address, whether right or wrong: one account of one's own must not buy guesses at others. */
    static final LimitSettings.Rate ATTEMPTS_PER_ADDRESS = new LimitSettings.Rate(1 / 5.0, 100);

    /** What came of it. */
    public sealed interface Result {
        record SignedIn(Issued issued, User user) implements Result {}

        record Wrong() implements Result {}

        /** Too many wrong attempts. */
        record Throttled(TokenBuckets.Take take) implements Result {}
    }

    private final UserStore users;
    private final Sessions sessions;
    private final Passwords passwords;
    private final TokenBuckets perName;
    private final TokenBuckets perAddress;

    public SignIn(UserStore users, Sessions sessions, Passwords passwords, LongSupplier nanos) {
        this.users = users;
        this.sessions = sessions;
        this.passwords = passwords;
        this.perName = new TokenBuckets(ATTEMPTS_PER_NAME, nanos);
        this.perAddress = new TokenBuckets(ATTEMPTS_PER_ADDRESS, nanos);
    }

    /**
     * Signs somebody in by name and password.
     *
     * @param label what the session is called in lists
     */
    public CompletionStage<Result> withPassword(String name, String password, InetAddress address, String label) {
        var attempt = name + '|' + address.getHostAddress();
        var throttle = throttle(attempt, address);
        if (throttle.isPresent()) {
            return CompletableFuture.completedFuture(throttle.get());
        }
        return users.named(name)
                .thenCompose(account -> passwords
                        .matches(
                                password,
                                account.map(UserStore.Account::passwordHash).orElse(null))
                        .thenCompose(fits -> {
                            var user = account.map(UserStore.Account::user).filter(it -> fits && !it.disabled());
                            user.ifPresent(_ -> perName.forgive(attempt));
                            return finish(user, label);
                        }));
    }

    /** Redeems a one-time link. */
    public CompletionStage<Result> withLink(String code, InetAddress address, String label) {
        var throttle = throttle("link|" + address.getHostAddress(), address);
        if (throttle.isPresent()) {
            return CompletableFuture.completedFuture(throttle.get());
        }
        return sessions.redeem(code).thenCompose(user -> finish(user, label));
    }

    private Optional<Result> throttle(String attempt, InetAddress address) {
        var name = perName.take(attempt, 1);
        if (!name.taken()) {
            return Optional.of(new Result.Throttled(name));
        }
        var all = perAddress.take(address.getHostAddress(), 1);
        return all.taken() ? Optional.empty() : Optional.of(new Result.Throttled(all));
    }

    private CompletionStage<Result> finish(Optional<User> user, String label) {
        if (user.isEmpty()) {
            return CompletableFuture.completedFuture(new Result.Wrong());
        }
        return sessions.open(user.get().id(), label).thenApply(issued -> new Result.SignedIn(issued, user.get()));
    }
}
