package parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parley.gateway.access.Proxies;

/** The server says plainly why it cannot listen, and goes down without leaving a request unanswered. */
class ServerTest {
    private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "server");

    @Test
    void aPortInUseIsSaidSo() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpHandler none = _ -> CompletableFuture.completedFuture(HttpResponse.create());
            var started = new GatewayServer(none, (request, _) -> none.answer(request), none)
                    .start(system, on(taken.getLocalPort()));

            assertThatThrownBy(() -> started.toCompletableFuture().join())
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOf(CannotListenException.class)
                    .hasMessageContaining(taken.getLocalPort() + "")
                    .hasMessageContaining("PARLEY_PORT");
        } finally {
            system.terminate();
        }
    }

    @Test
    @Tag("G9")
    @Tag("W10")
    void whatIsNoHttpIsAnsweredAsAProblemToo() throws IOException {
        HttpHandler none = _ -> CompletableFuture.completedFuture(HttpResponse.create());
        var bound = new GatewayServer(none, (request, _) -> none.answer(request), none)
                .start(system, on(0))
                .toCompletableFuture()
                .join();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), bound.getPort())) {
            socket.getOutputStream().write("GET / NONSENSE\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "\"malformed\"");
        } finally {
            system.terminate();
        }
    }

    @Test
    @Tag("V10")
    void aLargeAnswerIsPackedForWhoTakesItAndAStreamAndASmallOneAreNot() throws IOException, InterruptedException {
        var large = "many words ".repeat(1_000);
        HttpHandler none = _ -> CompletableFuture.completedFuture(HttpResponse.create());
        var server = new GatewayServer(
                none,
                (request, _) -> CompletableFuture.completedFuture(
                        switch (request.getUri().path()) {
                            case "/v1/large" -> HttpResponse.create().withEntity(large);
                            case "/v1/stream" ->
                                HttpResponse.create()
                                        .withEntity(HttpEntities.createChunked(
                                                ContentTypes.TEXT_PLAIN_UTF8,
                                                Source.single(ByteString.fromString(large))));
                            default -> HttpResponse.create().withEntity("a word");
                        }),
                none);
        var bound = server.start(system, on(0)).toCompletableFuture().join();
        try {
            assertThat(packed(bound, "/v1/large", "gzip, br")).isEqualTo(large);
            assertThat(plain(bound, "/v1/large", "br")).isEqualTo(large);
            assertThat(plain(bound, "/v1/stream", "gzip")).isEqualTo(large);
            assertThat(plain(bound, "/v1/small", "gzip")).isEqualTo("a word");
        } finally {
            system.terminate();
        }
    }

    private static String packed(InetSocketAddress server, String path, String taken)
            throws IOException, InterruptedException {
        var answer = sent(server, path, taken);
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(answer.headers().firstValue("Vary")).contains("Accept-Encoding");
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String plain(InetSocketAddress server, String path, String taken)
            throws IOException, InterruptedException {
        var answer = sent(server, path, taken);
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static java.net.http.HttpResponse<byte[]> sent(InetSocketAddress server, String path, String taken)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + path))
                .header("Accept-Encoding", taken)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
    }

    @Test
    @Tag("V1")
    @Tag("V14")
    void aTrustedProxySaysWhomItSpeaksFor() throws IOException, InterruptedException {
        HttpHandler echo = request -> CompletableFuture.completedFuture(HttpResponse.create()
                .withEntity(request.getAttribute(AttributeKeys.remoteAddress)
                        .flatMap(RemoteAddress::getAddress)
                        .orElseThrow()
                        .getHostAddress()));
        var bound = new GatewayServer(echo, (request, _) -> echo.answer(request), echo)
                .start(system, on(0))
                .toCompletableFuture()
                .join();
        try (var client = HttpClient.newHttpClient()) {
            var page = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bound.getPort() + "/"));

            var direct = client.send(page.build(), BodyHandlers.ofString());
            var proxied = client.send(
                    page.header("X-Forwarded-For", "192.0.2.66, 192.0.2.7").build(), BodyHandlers.ofString());

            assertThat(direct.body()).isEqualTo("127.0.0.1");
            assertThat(proxied.body()).isEqualTo("192.0.2.7");
        } finally {
            system.terminate();
        }
    }

    @Test
    @Tag("W16")
    void aRequestUnderWayIsAnsweredBeforeTheServerGoesDown() throws IOException, InterruptedException {
        var arrived = new CountDownLatch(1);
        var answer = new CompletableFuture<HttpResponse>();
        HttpHandler slow = _ -> {
            arrived.countDown();
            return answer;
        };
        HttpHandler quick = _ -> CompletableFuture.completedFuture(HttpResponse.create());
        var bound = new GatewayServer(slow, (request, _) -> slow.answer(request), quick)
                .start(system, on(0))
                .toCompletableFuture()
                .join();
        var page = URI.create("http://127.0.0.1:" + bound.getPort() + "/");
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(page.resolve("/v1/me")).build();
            client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding());
            var response = client.sendAsync(request, BodyHandlers.ofString());
            arrived.await();

            system.terminate();
            CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS)
                    .execute(() -> answer.complete(HttpResponse.create().withEntity("done")));

            assertThat(response.join().body()).isEqualTo("done");
            assertThat(system.getWhenTerminated().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    private static GatewaySettings on(int port) {
        return new GatewaySettings("127.0.0.1", port, 100, Duration.ofSeconds(5), new Proxies(List.of("127.0.0.1")));
    }
}
