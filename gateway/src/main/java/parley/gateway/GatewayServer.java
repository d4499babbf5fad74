package parley.gateway;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.SystemMaterializer;
import parley.gateway.access.Proxies;
import parley.gateway.net.WebSockets;
import parley.gateway.rest.Router;
import parley.gateway.web.Gzip;
import parley.gateway.web.WebPages;
import scala.concurrent.duration.FiniteDuration;

/**
 * The one HTTP server: the realtime protocol, the REST resources and the pages. When the system goes down it stops listening first, then
 * answers what is under way.
 */
public final class GatewayServer {
    private static final String FORWARDED = "x-forwarded-for";
    private static final Config PARSING = ConfigFactory.parseMap(
            Map.of("pekko.http.server.parsing.error-handler", UnreadableRequests.class.getName()));
    private static final int BACKLOG = 1_024;
    private static final Duration ANSWERS_SENT_WITHIN = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofSeconds(75);

    private final HttpHandler realtime;
    private final BiFunction<HttpRequest, Materializer, CompletionStage<HttpResponse>> rest;
    private final HttpHandler pages;

    public GatewayServer(HttpHandler realtime, Router rest, WebPages pages) {
        this(realtime, rest::answer, pages::answer);
    }

    GatewayServer(
            HttpHandler realtime,
            BiFunction<HttpRequest, Materializer, CompletionStage<HttpResponse>> rest,
            HttpHandler pages) {
        this.realtime = realtime;
        this.rest = rest;
        this.pages = pages;
    }

    /** Throws {@link CannotListenException} where nobody could listen, before anything costly is begun. */
    public static void requireFree(String host, int port) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
        } catch (IOException taken) {
            throw cannotListen(host, port, taken);
        }
    }

    /** Listens from now on; fails with {@link CannotListenException}. */
    public CompletionStage<InetSocketAddress> start(ActorSystem<?> system, GatewaySettings settings) {
        var materializer = SystemMaterializer.get(system).materializer();
        var sockets = WebSockets.start(system);
        Function<HttpRequest, CompletionStage<HttpResponse>> handler =
                request -> answer(sent(sockets.mark(request), settings.proxies()), materializer);
        return Http.get(system)
                .newServerAt(settings.host(), settings.port())
                .withSettings(sockets.watching(server(system, settings)))
                .bind(handler)
                .exceptionally(failure -> {
                    throw cannotListen(settings.host(), settings.port(), failure);
                })
                .thenApply(binding -> listening(binding, sockets, system, settings));
    }

    private CompletionStage<HttpResponse> answer(HttpRequest request, Materializer materializer) {
        var path = request.getUri().path();
        if (path.equals("/v1/rt")) {
            return realtime.answer(request);
        }
        var resource = within(path, "/v1") || within(path, "/health") || within(path, "/metrics");
        return resource
                ? rest.apply(request, materializer).thenApply(answer -> Gzip.applied(request, answer))
                : pages.answer(request);
    }

    /** The request as its client sent it to the first of the trusted proxies. */
    private static HttpRequest sent(HttpRequest request, Proxies proxies) {
        var forwarded = StreamSupport.stream(request.getHeaders().spliterator(), false)
                .filter(header -> header.is(FORWARDED))
                .map(HttpHeader::value)
                .collect(Collectors.joining(","));
        if (forwarded.isEmpty()) {
            return request;
        }
        return request.getAttribute(AttributeKeys.remoteAddress)
                .flatMap(RemoteAddress::getAddress)
                .map(peer -> request.addAttribute(
                        AttributeKeys.remoteAddress, RemoteAddress.create(proxies.client(peer, forwarded))))
                .orElse(request);
    }

    private static boolean within(String path, String root) {
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }

    private static ServerSettings server(ActorSystem<?> system, GatewaySettings settings) {
        var usual = ServerSettings.create(PARSING.withFallback(system.settings().config()));
        return usual.withMaxConnections(settings.connections())
                .withBacklog(BACKLOG)
                .withTransparentHeadRequests(true)
                .withParserSettings(usual.getParserSettings().withIllegalHeaderWarnings(false))
                .withTimeouts(usual.getTimeouts().withIdleTimeout(scala(IDLE)));
    }

    private static FiniteDuration scala(Duration duration) {
        return FiniteDuration.fromNanos(duration.toNanos());
    }

    private static CannotListenException cannotListen(String host, int port, Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return new CannotListenException(
                "cannot listen on " + host + ":" + port
                        + "; the port is in use or the address is not this machine's: choose others with PARLEY_PORT and"
                        + " PARLEY_HOST",
                cause);
    }

    /** What is answered last must have left before the system goes, and with it those who write to connections. */
    private static InetSocketAddress listening(
            ServerBinding binding, WebSockets sockets, ActorSystem<?> system, GatewaySettings settings) {
        binding.addToCoordinatedShutdown(settings.drain(), system);
        CoordinatedShutdown.get(system)
                .addTask(
                        CoordinatedShutdown.PhaseServiceStop(),
                        "answers-sent",
                        () -> sockets.whenClosed(ANSWERS_SENT_WITHIN));
        return binding.localAddress();
    }
}
