package parley.gateway.rest;

import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import parley.gateway.access.Origins;

/** Lets pages of configured origins read answers (CORS); all others may not, as browsers have it by default. */
final class CrossOrigin {
    private final Origins origins;

    CrossOrigin(Origins origins) {
        this.origins = origins;
    }

    /** The answer to a browser that asks beforehand for a configured page; nothing for any other request. */
    Optional<HttpResponse> preflight(HttpRequest request) {
        var asks = request.method().equals(HttpMethods.OPTIONS)
                && request.getHeader("Access-Control-Request-Method").isPresent();
        return origin(request)
                .filter(_ -> asks)
                .map(_ -> HttpResponse.create()
                        .withStatus(StatusCodes.NO_CONTENT)
                        .addHeader(RawHeader.create("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE"))
                        .addHeader(RawHeader.create(
                                "Access-Control-Allow-Headers",
                                "Authorization, Content-Type, If-Match, If-None-Match, " + Credentials.CSRF_HEADER))
                        .addHeader(RawHeader.create("Access-Control-Max-Age", "600")));
    }

    List<HttpHeader> headers(HttpRequest request) {
        return origin(request)
                .map(it -> List.<HttpHeader>of(
                        RawHeader.create("Access-Control-Allow-Origin", it),
                        RawHeader.create("Access-Control-Allow-Credentials", "true"),
                        RawHeader.create("Access-Control-Expose-Headers", "ETag, Link, RateLimit, Retry-After"),
                        RawHeader.create("Vary", "Origin")))
                .orElse(List.of());
    }

    private Optional<String> origin(HttpRequest request) {
        return request.getHeader("Origin").map(HttpHeader::value).filter(origins::configured);
    }
}
