package parley.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.gateway.access.SignIn.Result;
import parley.identity.User;
import parley.identity.UserStore;
import parley.space.MemberId;

/** Only the right password lets in, nobody learns which names exist, and guessing gets slow. */
class SignInTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final MemberId ADA = new MemberId("u_ada");

    private final MovableClock clock = new MovableClock();
    private final MemoryUsers users = new MemoryUsers();
    private final Passwords passwords = new Passwords();
    private final Sessions sessions =
            new Sessions(new MemorySessions(), users, SessionSettings.DEFAULT, new LocalEndings(), clock);
    private final SignIn signIn = new SignIn(users, sessions, passwords, clock::nanos);

    @BeforeEach
    void adaHasAPassword() {
        var hash = get(passwords.hash("correct horse"));
        get(users.add(new UserStore.Account(new User(ADA, "ada", false, false, clock.instant()), hash)));
    }

    @AfterEach
    void stop() {
        passwords.close();
    }

    @Test
    void theRightPasswordOpensASession() {
        assertThat(attempt("ada", "correct horse")).isInstanceOf(Result.SignedIn.class);
    }

    @Test
    void wrongPasswordUnknownNameAndDisabledAccountGetTheSameAnswer() {
        var wrong = attempt("ada", "wrong");
        var unknown = attempt("bob", "wrong");
        var account = get(users.find(ADA)).orElseThrow();
        get(users.update(
                new UserStore.Account(new User(ADA, "ada", false, true, clock.instant()), account.passwordHash())));

        assertThat(unknown).isEqualTo(wrong).isEqualTo(new Result.Wrong());
        assertThat(attempt("ada", "correct horse")).isEqualTo(wrong);
    }

    @Test
    void guessingIsThrottledForThatNameAndNotForOthers() {
        for (var i = 0; i < SignIn.ATTEMPTS_PER_NAME.burst(); i++) {
            assertThat(attempt("bob", "guess")).isInstanceOf(Result.Wrong.class);
        }

        assertThat(attempt("bob", "guess")).isInstanceOf(Result.Throttled.class);
        assertThat(attempt("ada", "correct horse")).isInstanceOf(Result.SignedIn.class);
        clock.advance(Duration.ofSeconds(31));
        assertThat(attempt("bob", "guess")).isInstanceOf(Result.Wrong.class);
    }

    @Test
    void succeedingForgivesEarlierMistakes() {
        for (var round = 0; round < 3; round++) {
            for (var i = 1; i < SignIn.ATTEMPTS_PER_NAME.burst(); i++) {
                attempt("ada", "wrong");
            }
            assertThat(attempt("ada", "correct horse")).isInstanceOf(Result.SignedIn.class);
        }
    }

    @Test
    void aHashSaysNothingAboutItsPassword() {
        var hash = get(passwords.hash("correct horse"));

        assertThat(hash).startsWith("$argon2id$").doesNotContain("correct");
        assertThat(get(passwords.hash("correct horse"))).isNotEqualTo(hash);
        assertThat(get(passwords.matches("correct horse", hash))).isTrue();
        assertThat(get(passwords.matches("Correct horse", hash))).isFalse();
    }

    private Result attempt(String name, String password) {
        return get(signIn.withPassword(name, password, HERE, "test"));
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
