package parley.gateway.rest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Identity;
import parley.gateway.access.ProblemCode;
import parley.gateway.access.Sessions;
import parley.identity.Session;

/** {@code /v1/tokens}: one's own API tokens, shown once and never again. */
final class TokenRoutes {
    private static final int LABEL_MAX = 80;
    private static final int TOKENS_MAX = 50;
    private static final int DAYS_MAX = 365;
    private static final int DAYS_USUAL = 90;

    private record NewToken(
            String label,
            @Nullable Set<String> scopes,
            @Nullable Integer expiresInDays) {}

    private record TokenView(
            String id,
            String label,
            Set<String> scopes,
            long createdAt,
            @Nullable Long expiresAt,
            long lastSeenAt,
            @Nullable String token) {}

    private record TokenList(List<TokenView> tokens) {}

    private final Sessions sessions;
    private final InstantSource clock;
    private final Answers answers;

    TokenRoutes(Sessions sessions, InstantSource clock, Answers answers) {
        this.sessions = sessions;
        this.clock = clock;
        this.answers = answers;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v1/tokens", Access.SIGNED_IN, this::list),
                Endpoint.post("/v1/tokens", Access.SIGNED_IN, this::create),
                Endpoint.delete("/v1/tokens/{token}", Access.SIGNED_IN, this::remove));
    }

    private HttpResponse list(Call call) {
        return answers.ok(
                new TokenList(tokens(call).stream().map(it -> view(it, null)).toList()));
    }

    private List<Session> tokens(Call call) {
        return Call.await(sessions.of(call.identity().user())).stream()
                .filter(it -> it.kind() == Session.Kind.TOKEN)
                .toList();
    }

    private HttpResponse create(Call call) {
        var wanted = call.body(NewToken.class);
        if (wanted.label().isBlank() || wanted.label().length() > LABEL_MAX) {
            throw Refusal.at("/label", "a label of 1 to " + LABEL_MAX + " characters is allowed");
        }
        if (tokens(call).size() >= TOKENS_MAX) {
            throw Refusal.of(ProblemCode.CONFLICT, "allowed are " + TOKENS_MAX + " tokens; delete one first");
        }
        var scopes = scopes(wanted.scopes(), call.identity());
        var issued = Call.await(sessions.token(call.identity().user(), wanted.label(), scopes, expiry(wanted)));
        return answers.created(view(issued.session(), issued.secret().value()));
    }

    private static Set<String> scopes(@Nullable Set<String> asked, Identity identity) {
        var scopes = asked == null ? identity.scopes() : asked;
        if (!Credentials.SCOPES.containsAll(scopes)) {
            throw Refusal.at("/scopes", "allowed are read, write and admin; none at all means all that you may do");
        }
        var own = identity.scopes();
        if (!own.isEmpty() && (scopes.isEmpty() || !own.containsAll(scopes))) {
            throw Refusal.of(ProblemCode.FORBIDDEN, "a token cannot make one that may do more than itself");
        }
        return scopes;
    }

    private Instant expiry(NewToken wanted) {
        var days = wanted.expiresInDays() == null ? DAYS_USUAL : wanted.expiresInDays();
        if (days < 1 || days > DAYS_MAX) {
            throw Refusal.at("/expiresInDays", "1 to " + DAYS_MAX + " days are allowed");
        }
        return clock.instant().plus(Duration.ofDays(days));
    }

    private HttpResponse remove(Call call) {
        var removed = Call.await(sessions.takeBack(
                call.identity().user(),
                it -> it.kind() == Session.Kind.TOKEN && it.id().equals(call.path("token"))));
        if (removed == 0) {
            throw Refusal.of(ProblemCode.NOT_FOUND, "you have no token of that id");
        }
        return Answers.done();
    }

    private static TokenView view(Session session, @Nullable String secret) {
        return new TokenView(
                session.id(),
                session.label(),
                session.scopes(),
                session.createdAt().toEpochMilli(),
                Times.millis(session.expiresAt()),
                session.lastSeenAt().toEpochMilli(),
                secret);
    }
}
