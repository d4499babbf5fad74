package parley.agent.model.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server that answers as a provider of models does, and fails as they do. */
public final class FakeProvider implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BACKLOG = 256;

    private final Dialect dialect;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ConcurrentLinkedQueue<Request> requests = new ConcurrentLinkedQueue<>();
    private final CountDownLatch firstRequest = new CountDownLatch(1);
    private volatile Answer answer = Answer.whole("Hello", " from", " the", " fake", ".");
    private volatile CyclicBarrier gathering = new CyclicBarrier(1);

    /** What was asked, and with which key. */
    public record Request(String path, String key, String upgrade, JsonNode body) {}

    private FakeProvider(Dialect dialect, HttpServer server) {
        this.dialect = dialect;
        this.server = server;
    }

    /** Starts on a free port of this machine. */
    public static FakeProvider start(Dialect dialect) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
            var provider = new FakeProvider(dialect, server);
            server.createContext("/", provider::handle);
            server.setExecutor(provider.threads);
            server.start();
            return provider;
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What every request from now on gets. */
    public FakeProvider answering(Answer next) {
        if (next instanceof Answer.Gathered(var callers, var _)) {
            gathering = new CyclicBarrier(callers);
        }
        answer = next;
        return this;
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Waits until somebody has asked. */
    public void awaitRequest() throws InterruptedException {
        firstRequest.await();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = JSON.readTree(exchange.getRequestBody());
        var headers = exchange.getRequestHeaders();
        var key = headers.getFirst("Authorization") == null
                ? headers.getFirst("x-api-key")
                : headers.getFirst("Authorization");
        requests.add(new Request(
                exchange.getRequestURI().getPath(),
                String.valueOf(key),
                String.valueOf(headers.getFirst("Upgrade")),
                body));
        firstRequest.countDown();
        switch (answer) {
            case Answer.Refused refused -> refuse(exchange, refused);
            case Answer.Silent _ -> hold();
            case Answer.Whole(var pieces, var withUsage) -> {
                var out = begin(exchange, body);
                end(out, write(out, pieces, body), pieces, withUsage, body);
            }
            case Answer.Gathered(var _, var pieces) -> {
                var out = begin(exchange, body);
                gather();
                end(out, write(out, pieces, body), pieces, true, body);
            }
            case Answer.Stalled(var pieces) -> {
                write(begin(exchange, body), pieces, body);
                hold();
            }
            case Answer.Cut(var pieces) -> {
                write(begin(exchange, body), pieces, body);
                throw new IOException("cut");
            }
            case Answer.Ended(var pieces) -> {
                var out = begin(exchange, body);
                write(out, pieces, body);
                out.close();
            }
            case Answer.Malformed(var pieces) -> {
                var out = begin(exchange, body);
                write(out, pieces, body);
                send(out, dialect.malformed());
                end(out, pieces.size(), pieces, true, body);
            }
            case Answer.Recorded(var recorded) -> {
                var out = open(exchange);
                send(out, recorded);
                out.close();
            }
        }
    }

    private static void refuse(HttpExchange exchange, Answer.Refused refused) throws IOException {
        refused.headers().forEach(exchange.getResponseHeaders()::add);
        var bytes = refused.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(refused.status(), bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private OutputStream open(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", dialect.contentType());
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    private OutputStream begin(HttpExchange exchange, JsonNode body) throws IOException {
        var out = open(exchange);
        send(out, dialect.begin(read(body)));
        return out;
    }

    private int write(OutputStream out, List<String> pieces, JsonNode body) throws IOException {
        var count = Math.min(pieces.size(), dialect.limit(body));
        for (var piece : pieces.subList(0, count)) {
            send(out, dialect.piece(piece));
        }
        return count;
    }

    private void end(OutputStream out, int written, List<String> pieces, boolean withUsage, JsonNode body)
            throws IOException {
        send(out, dialect.end(written < pieces.size(), withUsage, read(body), written));
        out.close();
    }

    /** One token for every four characters or so. */
    private static long read(JsonNode body) {
        return body.path("messages").findValuesAsText("content").stream()
                                .mapToLong(String::length)
                                .sum()
                        / 4
                + 1;
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void hold() throws IOException {
        try {
            closed.await();
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("closed");
    }

    private void gather() throws IOException {
        try {
            gathering.await();
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
            throw new IOException("closed", thrown);
        } catch (BrokenBarrierException thrown) {
            throw new IOException("not everybody came", thrown);
        }
    }
}
