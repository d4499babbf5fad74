package parley.gateway.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.Cookie;
import org.apache.pekko.http.javadsl.model.headers.HttpCookiePair;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.util.ByteString;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;
import parley.gateway.api.ApiDocuments;
import parley.gateway.api.ApiPage;

/** Serves the web pages: one document for all their addresses, and the files it needs. */
public final class WebPages {
    private static final Pattern PAGES =
            Pattern.compile("/|/login|/inbox|/s/[^/]+(/m/[^/]+|/replay)?|/admin/[a-z]+(/[^/]+)?");
    private static final String REFERENCE = "/api";
    private static final Pattern ASSET = Pattern.compile("/assets(/[A-Za-z0-9@_][A-Za-z0-9@._-]*)+");
    private static final String THEME_COOKIE = "parley_theme";
    private static final int REMEMBERED_MAX = 500;
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";

    private static final List<HttpHeader> ALWAYS = List.of(
            RawHeader.create("X-Content-Type-Options", "nosniff"),
            RawHeader.create("Referrer-Policy", "same-origin"),
            RawHeader.create("Cross-Origin-Opener-Policy", "same-origin"),
            RawHeader.create(
                    "Permissions-Policy",
                    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"));

    private final PageFiles files;
    private final boolean development;
    private final Bundle bundle;
    private final Optional<Page> page;
    private final Page reference;
    private final Cache<String, Optional<Asset>> assets =
            Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).build();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("page-", 0).factory());

    private WebPages(PageFiles files, boolean development) {
        this.files = files;
        this.development = development;
        this.bundle = files.read("meta.json")
                .filter(_ -> !development)
                .map(Bundle::of)
                .orElse(Bundle.UNBUNDLED);
        this.page = page();
        this.reference = Page.of(ApiPage.html(ApiDocuments.built()), bundle, "");
    }

    private Optional<Page> page() {
        return text("index.html").map(index -> {
            var importMap = bundle.hashed() ? "" : text("importmap.json").orElse("");
            return Page.of(index, bundle, importMap);
        });
    }

    /** The pages as they were built. */
    public static WebPages built() {
        return new WebPages(PageFiles.built(), false);
    }

    /** The sources in a directory, read again at each request. */
    public static WebPages sources(Path directory) {
        return new WebPages(PageFiles.sources(directory), true);
    }

    /** Answers a request for a page or a file; never fails. */
    public CompletionStage<HttpResponse> answer(HttpRequest request) {
        if (!request.method().equals(HttpMethods.GET)) {
            var problem = Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "allowed here: GET");
            return CompletableFuture.completedFuture(problem.response().addHeader(RawHeader.create("Allow", "GET")));
        }
        return CompletableFuture.supplyAsync(() -> found(request).addHeaders(ALWAYS), threads);
    }

    private HttpResponse found(HttpRequest request) {
        var path = request.getUri().path();
        if (path.startsWith("/assets/")) {
            return asset(path)
                    .map(it -> file(it, request))
                    .orElseGet(() -> Problem.of(ProblemCode.NOT_FOUND, "there is no such file")
                            .response());
        }
        return path.equals(REFERENCE)
                ? document(reference, theme(request), true)
                : document(request, PAGES.matcher(path).matches());
    }

    private Optional<Asset> asset(String path) {
        if (!ASSET.matcher(path).matches()) {
            return Optional.empty();
        }
        return development ? load(path) : assets.get(path, this::load);
    }

    private Optional<Asset> load(String path) {
        return Asset.type(path).flatMap(type -> files.read(path.substring(1)).map(it -> Asset.of(type, it)));
    }

    private HttpResponse file(Asset asset, HttpRequest request) {
        var answer = HttpResponse.create()
                .withEntity(HttpEntities.create(asset.type(), asset.plain()))
                .addHeader(RawHeader.create("Cache-Control", bundle.hashed() ? FOR_EVER : ASK_AGAIN));
        var packed = asset.compressed();
        return packed == null ? answer : Gzip.coded(request, answer, () -> packed);
    }

    private HttpResponse document(HttpRequest request, boolean known) {
        return (development ? page() : page)
                .map(it -> document(it, theme(request), known))
                .orElseGet(() -> Problem.of(ProblemCode.NOT_FOUND, "this build has no pages; the API is at /v1")
                        .response());
    }

    /** For an address that leads to no page the document comes all the same: it says so itself. */
    private static HttpResponse document(Page page, String theme, boolean known) {
        var html = ByteString.fromArrayUnsafe(page.in(theme));
        return HttpResponse.create()
                .withStatus(known ? StatusCodes.OK : StatusCodes.NOT_FOUND)
                .withEntity(HttpEntities.create(ContentTypes.TEXT_HTML_UTF8, html))
                .addHeader(RawHeader.create("Cache-Control", ASK_AGAIN))
                .addHeader(RawHeader.create("Content-Security-Policy", page.policy()));
    }

    private Optional<String> text(String path) {
        return files.read(path).map(it -> new String(it, StandardCharsets.UTF_8));
    }

    private static String theme(HttpRequest request) {
        return request.getHeader(Cookie.class)
                .flatMap(cookies -> StreamSupport.stream(cookies.getCookies().spliterator(), false)
                        .filter(it -> it.name().equals(THEME_COOKIE))
                        .map(HttpCookiePair::value)
                        .findFirst())
                .orElse("");
    }
}
