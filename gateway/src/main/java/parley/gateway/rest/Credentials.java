package parley.gateway.rest;

import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.Cookie;
import org.apache.pekko.http.javadsl.model.headers.HttpCookiePair;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Authenticator;
import parley.gateway.access.Identity;
import parley.gateway.access.Origins;
import parley.gateway.access.ProblemCode;

/**
 * Finds out who sends a request, by {@code Authorization: Bearer} or by cookie. A cookie goes along with whatever a browser sends, so
 * what changes something by cookie must come from an allowed page and carry a header that other sites cannot add.
 */
final class Credentials {
    static final String COOKIE = "parley_session";
    static final String CSRF_HEADER = "X-Parley-CSRF";

    /** A token with scopes may do what they say; one without, all that its owner may. */
    static final Set<String> SCOPES = Set.of("read", "write", "admin");

    private static final String BEARER = "Bearer ";

    private final Authenticator authenticator;
    private final Origins origins;

    Credentials(Authenticator authenticator, Origins origins) {
        this.authenticator = authenticator;
        this.origins = origins;
    }

    /** Who asks; null for somebody who is not signed in, where the endpoint allows it. */
    @Nullable
    Identity check(HttpRequest request, Endpoint endpoint) {
        if (endpoint.access() == Access.ANYONE) {
            checkOrigin(request, endpoint);
            return null;
        }
        var identity = bearer(request).or(() -> cookie(request, endpoint)).orElseThrow(Credentials::unauthenticated);
        checkScope(identity, endpoint);
        if (endpoint.access() == Access.ADMINISTRATOR && !identity.administrator()) {
            throw Refusal.of(ProblemCode.FORBIDDEN, "only administrators may do this");
        }
        return identity;
    }

    private Optional<Identity> bearer(HttpRequest request) {
        return request.getHeader("Authorization").map(it -> {
            if (!it.value().startsWith(BEARER)) {
                throw Refusal.of(ProblemCode.UNAUTHENTICATED, "allowed is Authorization: Bearer …");
            }
            return Call.await(authenticator.bearer(
                            it.value().substring(BEARER.length()).strip()))
                    .orElseThrow(Credentials::unauthenticated);
        });
    }

    private Optional<Identity> cookie(HttpRequest request, Endpoint endpoint) {
        var identity = sessionCookie(request).flatMap(it -> Call.await(authenticator.bearer(it)));
        if (identity.isPresent() && !endpoint.safe()) {
            checkOrigin(request, endpoint);
            if (request.getHeader(CSRF_HEADER).isEmpty()) {
                throw Refusal.of(
                        ProblemCode.CSRF_MISSING, "with a cookie, send the header " + CSRF_HEADER + " with any value");
            }
        }
        return identity;
    }

    private static Optional<String> sessionCookie(HttpRequest request) {
        return request.getHeader(Cookie.class)
                .flatMap(cookies -> StreamSupport.stream(cookies.getCookies().spliterator(), false)
                        .filter(it -> it.name().equals(COOKIE))
                        .map(HttpCookiePair::value)
                        .findFirst());
    }

    private void checkOrigin(HttpRequest request, Endpoint endpoint) {
        var origin = request.getHeader("Origin").map(it -> it.value());
        var host = request.getHeader("Host").map(it -> it.value()).orElse("");
        if (!endpoint.safe() && origin.isPresent() && !origins.allowed(origin.get(), host)) {
            throw Refusal.of(
                    ProblemCode.ORIGIN_FORBIDDEN,
                    "pages of another origin may not do this; an administrator can allow it in the configuration");
        }
    }

    private static void checkScope(Identity identity, Endpoint endpoint) {
        var needed = endpoint.access() == Access.ADMINISTRATOR ? "admin" : endpoint.reads() ? "read" : "write";
        if (!identity.allows(needed)) {
            throw Refusal.of(ProblemCode.FORBIDDEN, "this needs a token with the scope " + needed);
        }
    }

    private static Refusal unauthenticated() {
        return Refusal.of(
                ProblemCode.UNAUTHENTICATED,
                "sign in at POST /v1/auth/login, or send a valid token: Authorization: Bearer …");
    }
}
