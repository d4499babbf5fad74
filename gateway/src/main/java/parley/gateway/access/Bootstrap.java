package parley.gateway.access;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import parley.identity.Session;
import parley.identity.User;
import parley.identity.UserStore;
import parley.space.MemberId;

/** The first administrator. */
public final class Bootstrap {
    public static final String ADMINISTRATOR = "admin";

    private final UserStore users;
    private final Sessions sessions;
    private final Passwords passwords;
    private final InstantSource clock;

    public Bootstrap(UserStore users, Sessions sessions, Passwords passwords, InstantSource clock) {
        this.users = users;
        this.sessions = sessions;
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * Makes sure that the administrator exists and somebody can come in as them.
     *
     * @param password theirs from now on; null to leave it as it is
     * @return the code of a one-time sign-in link to print, where nothing else lets them in
     */
    public CompletionStage<Optional<String>> firstStart(@Nullable String password) {
        return users.named(ADMINISTRATOR).thenCompose(found -> {
            var account = found.orElseGet(this::fresh);
            var ready = found.isPresent() ? CompletableFuture.completedFuture(true) : users.add(account);
            return ready.thenCompose(_ -> password == null ? linkWhereNeeded(account) : use(password, account));
        });
    }

    private UserStore.Account fresh() {
        var id = new MemberId(Secret.name("u_"));
        return new UserStore.Account(new User(id, ADMINISTRATOR, true, false, clock.instant()), null);
    }

    private CompletionStage<Optional<String>> use(String password, UserStore.Account account) {
        return passwords.matches(password, account.passwordHash()).thenCompose(same -> {
            if (same) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            return passwords
                    .hash(password)
                    .thenCompose(hash -> users.update(new UserStore.Account(account.user(), hash)))
                    .thenApply(_ -> Optional.empty());
        });
    }

    private CompletionStage<Optional<String>> linkWhereNeeded(UserStore.Account account) {
        if (account.passwordHash() != null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var user = account.user().id();
        return sessions.of(user).thenCompose(all -> {
            if (all.stream().anyMatch(it -> it.kind() == Session.Kind.SESSION)) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            return sessions.takeBack(user, it -> it.kind() == Session.Kind.LINK)
                    .thenCompose(_ -> sessions.link(user))
                    .thenApply(issued -> Optional.of(issued.secret().value()));
        });
    }
}
