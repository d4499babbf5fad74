package parley.gateway.rest;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Issued;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;
import parley.gateway.access.Sessions;
import parley.gateway.access.SignIn;
import parley.identity.Session;
import parley.identity.User;

/** {@code /v1/auth}, {@code /v1/sessions} and {@code /v1/me}: coming in, going out, and who one is. */
final class AuthRoutes {
    private static final int LABEL_MAX = 80;

    private record Login(String name, String password) {}

    private record Link(String code) {}

    private record SignedIn(String token, @Nullable Long expiresAt, UserView user) {}

    private record Me(
            String id,
            String name,
            boolean administrator,
            String session,
            @Nullable Long expiresAt,
            Set<String> scopes,
            long now) {}

    private record SessionView(
            String id,
            String label,
            long createdAt,
            @Nullable Long expiresAt,
            long lastSeenAt,
            boolean current) {}

    private record SessionList(List<SessionView> sessions) {}

    private final SignIn signIn;
    private final Sessions sessions;
    private final InstantSource clock;
    private final Answers answers;

    AuthRoutes(SignIn signIn, Sessions sessions, InstantSource clock, Answers answers) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.clock = clock;
        this.answers = answers;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/v1/auth/login", Access.ANYONE, this::login),
                Endpoint.post("/v1/auth/link", Access.ANYONE, this::link),
                Endpoint.post("/v1/auth/logout", Access.SIGNED_IN, this::logout),
                Endpoint.get("/v1/me", Access.SIGNED_IN, this::me),
                Endpoint.get("/v1/sessions", Access.SIGNED_IN, this::list),
                Endpoint.delete("/v1/sessions", Access.SIGNED_IN, this::endAll),
                Endpoint.delete("/v1/sessions/{session}", Access.SIGNED_IN, this::end));
    }

    private HttpResponse login(Call call) {
        var login = call.body(Login.class);
        return finish(call, signIn.withPassword(login.name(), login.password(), call.address(), label(call)));
    }

    private HttpResponse link(Call call) {
        return finish(call, signIn.withLink(call.body(Link.class).code(), call.address(), label(call)));
    }

    private static String label(Call call) {
        var agent = call.header("User-Agent").orElse("unnamed client");
        return agent.substring(0, Math.min(LABEL_MAX, agent.length()));
    }

    private HttpResponse finish(Call call, CompletionStage<SignIn.Result> result) {
        return switch (Call.await(result)) {
            case SignIn.Result.SignedIn(var issued, var user) -> signedIn(call, issued, user);
            case SignIn.Result.Wrong _ ->
                throw Refusal.of(
                        ProblemCode.CREDENTIALS_WRONG,
                        "wrong name or password, or the link was used or is too old; an administrator can help");
            case SignIn.Result.Throttled(var take) ->
                throw new Refusal(
                        Problem.of(ProblemCode.RATE_LIMITED, "too many attempts to sign in; wait and try again")
                                .retryAfter(take.untilNext()));
        };
    }

    private HttpResponse signedIn(Call call, Issued issued, User user) {
        var session = issued.session();
        var secret = issued.secret().value();
        var ends = session.expiresAt();
        var lasts = ends == null ? Duration.ZERO : Duration.between(clock.instant(), ends);
        return answers.ok(new SignedIn(secret, Times.millis(ends), UserView.of(user)))
                .addHeader(cookie(secret, lasts, call.https()));
    }

    private static RawHeader cookie(String value, Duration lasts, boolean https) {
        var attributes = "; Path=/; Max-Age=" + lasts.toSeconds() + "; HttpOnly; SameSite=Strict";
        return RawHeader.create(
                "Set-Cookie", Credentials.COOKIE + "=" + value + attributes + (https ? "; Secure" : ""));
    }

    private HttpResponse logout(Call call) {
        var identity = call.identity();
        Call.await(sessions.takeBack(identity.user(), identity.sessionId()));
        return Answers.done().addHeader(cookie("", Duration.ZERO, call.https()));
    }

    private HttpResponse me(Call call) {
        var identity = call.identity();
        return answers.ok(new Me(
                identity.user().value(),
                identity.name(),
                identity.administrator(),
                identity.sessionId(),
                Times.millis(identity.expiresAt()),
                identity.scopes(),
                clock.millis()));
    }

    private HttpResponse list(Call call) {
        var current = call.identity().sessionId();
        var views = Call.await(sessions.of(call.identity().user())).stream()
                .filter(it -> it.kind() == Session.Kind.SESSION)
                .map(it -> new SessionView(
                        it.id(),
                        it.label(),
                        it.createdAt().toEpochMilli(),
                        Times.millis(it.expiresAt()),
                        it.lastSeenAt().toEpochMilli(),
                        it.id().equals(current)))
                .toList();
        return answers.ok(new SessionList(views));
    }

    private HttpResponse endAll(Call call) {
        Call.await(sessions.takeBack(call.identity().user(), it -> it.kind() == Session.Kind.SESSION));
        return Answers.done().addHeader(cookie("", Duration.ZERO, call.https()));
    }

    private HttpResponse end(Call call) {
        if (!Call.await(sessions.takeBack(call.identity().user(), call.path("session")))) {
            throw Refusal.of(ProblemCode.NOT_FOUND, "you have no session of that id");
        }
        return Answers.done();
    }
}
