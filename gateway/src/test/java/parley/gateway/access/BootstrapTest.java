package parley.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parley.identity.User;

/** There is always one way in for the first administrator, and never a default password. */
class BootstrapTest {
    private final MovableClock clock = new MovableClock();
    private final MemoryUsers users = new MemoryUsers();
    private final Passwords passwords = new Passwords();
    private final Sessions sessions =
            new Sessions(new MemorySessions(), users, SessionSettings.DEFAULT, new LocalEndings(), clock);
    private final Bootstrap bootstrap = new Bootstrap(users, sessions, passwords, clock);

    @AfterEach
    void stop() {
        passwords.close();
    }

    @Test
    void withoutAPasswordALinkLetsTheAdministratorIn() {
        var code = get(bootstrap.firstStart(null)).orElseThrow();

        assertThat(get(sessions.redeem(code))).map(User::administrator).contains(true);
    }

    @Test
    void aPasswordNeedsNoLinkAndIsReplacedByTheNext() {
        assertThat(get(bootstrap.firstStart("correct horse"))).isEmpty();
        assertThat(get(bootstrap.firstStart("battery staple"))).isEmpty();

        var hash = get(users.named(Bootstrap.ADMINISTRATOR)).orElseThrow().passwordHash();
        assertThat(get(passwords.matches("battery staple", hash))).isTrue();
    }

    @Test
    void aSecondStartReplacesALinkThatNobodyUsed() {
        var first = get(bootstrap.firstStart(null)).orElseThrow();
        var second = get(bootstrap.firstStart(null)).orElseThrow();

        assertThat(get(sessions.redeem(first))).isEmpty();
        assertThat(get(sessions.redeem(second))).isPresent();
    }

    @Test
    void onceSomebodyIsInNoMoreLinksAreMade() {
        get(bootstrap.firstStart(null));
        var admin = get(users.named(Bootstrap.ADMINISTRATOR)).orElseThrow();
        get(sessions.open(admin.user().id(), "browser"));

        assertThat(get(bootstrap.firstStart(null))).isEmpty();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
