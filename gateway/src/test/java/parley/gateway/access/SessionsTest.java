package parley.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.identity.Session;
import parley.identity.User;
import parley.identity.UserStore;
import parley.space.MemberId;

/** A session lets its owner in until it ends, is left unused, or is taken back, and not a moment longer. */
class SessionsTest {
    private static final MemberId ADA = new MemberId("u_ada");

    private final MovableClock clock = new MovableClock();
    private final MemoryUsers users = new MemoryUsers();
    private final MemorySessions store = new MemorySessions();
    private final Endings endings = new LocalEndings();
    private final Sessions sessions = new Sessions(store, users, SessionSettings.DEFAULT, endings, clock);

    @BeforeEach
    void adaHasAnAccount() {
        get(users.add(new UserStore.Account(new User(ADA, "ada", false, false, clock.instant()), null)));
    }

    @Test
    void aSecretIsKnownByItsHashOnly() {
        var issued = get(sessions.open(ADA, "test"));

        assertThat(issued.session().secretHash())
                .isEqualTo(issued.secret().hash())
                .isNotEqualTo(issued.secret().value());
        assertThat(issued.toString()).doesNotContain(issued.secret().value());
        assertThat(bearer(issued)).map(Identity::user).contains(ADA);
    }

    @Test
    @Tag("T7")
    void aSessionEndsWhenItIsLeftUnused() {
        var issued = get(sessions.open(ADA, "test"));

        clock.advance(SessionSettings.DEFAULT.idle());

        assertThat(fresh().bearer(issued.secret().value()).toCompletableFuture().join())
                .isEmpty();
    }

    @Test
    @Tag("T7")
    void useKeepsASessionAliveButOnlyToItsAbsoluteEnd() {
        var issued = get(sessions.open(ADA, "test"));
        var step = SessionSettings.DEFAULT.idle().minusMinutes(1);

        for (var passed = Duration.ZERO;
                passed.plus(step).compareTo(SessionSettings.DEFAULT.absolute()) < 0;
                passed = passed.plus(step)) {
            clock.advance(step);
            assertThat(get(fresh().bearer(issued.secret().value()))).isPresent();
        }
        clock.advance(step);

        assertThat(get(fresh().bearer(issued.secret().value()))).isEmpty();
    }

    @Test
    @Tag("T7")
    void whatIsTakenBackIsRefusedAtOnce() {
        var issued = get(sessions.open(ADA, "test"));
        var identity = bearer(issued).orElseThrow();

        get(sessions.takeBack(ADA, issued.session().id()));

        assertThat(bearer(issued)).isEmpty();
        assertThat(sessions.standing(identity)).isEqualTo(Standing.REVOKED);
    }

    @Test
    @Tag("T7")
    void anotherNodeThatHearsOfItRefusesItAtOnceAndKnowsWhy() {
        var another = fresh();
        var taken = get(another.bearer(
                        get(sessions.open(ADA, "laptop")).secret().value()))
                .orElseThrow();
        var first = another.standing(taken);

        get(sessions.shutOut(ADA));

        assertThat(first).isEqualTo(Standing.HOLDS);
        assertThat(another.standing(taken)).isEqualTo(Standing.DISABLED);
    }

    @Test
    @Tag("T7")
    void whoIsNoAdministratorAnyMoreIsNoneOnOtherNodesEither() {
        rank(true);
        var another = fresh();
        var proof = get(sessions.open(ADA, "laptop")).secret().value();
        var before = get(another.bearer(proof)).orElseThrow();

        rank(false);
        get(sessions.ranked(ADA, false));

        assertThat(before.administrator()).isTrue();
        assertThat(another.standing(before)).isEqualTo(Standing.DEMOTED);
        assertThat(another.standing(before.ranked(false))).isEqualTo(Standing.HOLDS);
        assertThat(get(another.bearer(proof))).map(Identity::administrator).contains(false);
    }

    @Test
    void anEndingIsReadAsItWasWritten() {
        var ending = new Endings.Ending(ADA, Standing.DISABLED, Set.of("se_a", "se_b"));

        assertThat(Endings.Ending.of(ending.text())).isEqualTo(ending);
    }

    @Test
    @Tag("T7")
    void signingOutEverywhereEndsEverySession() {
        var first = get(sessions.open(ADA, "laptop"));
        var second = get(sessions.open(ADA, "phone"));

        var ended = get(sessions.takeBack(ADA, it -> it.kind() == Session.Kind.SESSION));

        assertThat(ended).isEqualTo(2);
        assertThat(bearer(first)).isEmpty();
        assertThat(bearer(second)).isEmpty();
    }

    @Test
    void aDisabledAccountIsNotLetIn() {
        var issued = get(sessions.open(ADA, "test"));
        bearer(issued);

        get(users.update(new UserStore.Account(new User(ADA, "ada", false, true, clock.instant()), null)));
        sessions.changed(ADA);

        assertThat(bearer(issued)).isEmpty();
    }

    @Test
    @Tag("G2")
    void manyRequestsAskTheStoreOnceAndTouchTheSessionOnce() {
        var issued = get(sessions.open(ADA, "test"));

        for (var i = 0; i < 1_000; i++) {
            assertThat(bearer(issued)).isPresent();
        }

        assertThat(store.lookups.get()).isLessThan(10);
        assertThat(store.touches.get()).isEqualTo(1);
    }

    @Test
    @Tag("G2")
    void whatIsRememberedHasABound() {
        for (var guess = 0; guess < 2 * Sessions.REMEMBERED_MAX; guess++) {
            get(sessions.bearer("guess " + guess));
            sessions.standing(new Identity(ADA, "ada", false, "se_" + guess, null, Set.of()));
        }

        assertThat(sessions.remembered()).isBetween(1L, (long) Sessions.REMEMBERED_MAX);
    }

    @Test
    void aLinkIsRedeemedOnceAndIsNoBearerToken() {
        var link = get(sessions.link(ADA));

        assertThat(bearer(link)).isEmpty();
        assertThat(get(sessions.redeem(link.secret().value()))).map(User::id).contains(ADA);
        assertThat(get(sessions.redeem(link.secret().value()))).isEmpty();
    }

    @Test
    void aLinkIsTooOldAfterItsTime() {
        var link = get(sessions.link(ADA));

        clock.advance(SessionSettings.DEFAULT.link());

        assertThat(get(sessions.redeem(link.secret().value()))).isEmpty();
    }

    @Test
    void aTokenKeepsItsScopesAndOutlivesIdleness() {
        var token = get(sessions.token(ADA, "script", Set.of("read"), null));

        clock.advance(Duration.ofDays(300));

        assertThat(get(fresh().bearer(token.secret().value())))
                .map(Identity::scopes)
                .contains(Set.of("read"));
    }

    private void rank(boolean administrator) {
        get(users.update(new UserStore.Account(new User(ADA, "ada", administrator, false, clock.instant()), null)));
    }

    /** Another node, which remembers nothing. */
    private Sessions fresh() {
        return new Sessions(store, users, SessionSettings.DEFAULT, endings, clock);
    }

    private Optional<Identity> bearer(Issued issued) {
        return get(sessions.bearer(issued.secret().value()));
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
