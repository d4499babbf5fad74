package parley.gateway.net;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.io.Inet;

/**
 * The WebSockets of a node. The HTTP server accepts connections and switches protocols; from then on a few threads serve
 * the sockets themselves, as a frame costs several times as much in the streams of the server. Safe for use by several
 * threads.
 */
public final class WebSockets {

    /** Threads at most; each serves thousands of sockets. */
    private static final int LOOPS_MAX = 4;

    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private final List<Loop> loops;
    private final AtomicInteger turn = new AtomicInteger();
    private final Cache<InetSocketAddress, SocketChannel> accepted =
            Caffeine.newBuilder().weakValues().build();

    /** Tells which sockets the server has accepted, which it tells in no other way. */
    private final class Witness extends Inet.AbstractSocketOption {
        @Override
        public void afterConnect(Socket socket) {
            if (socket.getRemoteSocketAddress() instanceof InetSocketAddress client) {
                accepted.put(client, socket.getChannel());
            }
        }
    }

    /** Serves sockets until the system ends, which it does where they cannot be served any more. */
    public static WebSockets start(ActorSystem<?> system) {
        int count = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, LOOPS_MAX);
        var loops = IntStream.range(0, count)
                .mapToObj(number -> Loop.start("parley-sockets-" + number, system::terminate))
                .toList();
        system.getWhenTerminated().thenRun(() -> loops.forEach(Loop::close));
        return new WebSockets(loops);
    }

    private WebSockets(List<Loop> loops) {
        this.loops = loops;
    }

    /** Settings with which a server tells of its sockets. It must speak no TLS of its own. */
    public ServerSettings watching(ServerSettings settings) {
        return settings.withRemoteAddressAttribute(true).withSocketOptions(List.of(new Witness()));
    }

    /** The request with the socket that it came over, as its {@link AcceptedSocket#KEY}. */
    public HttpRequest mark(HttpRequest request) {
        return request.getAttribute(AttributeKeys.remoteAddress)
                .flatMap(client -> client.getAddress().map(host -> new InetSocketAddress(host, client.getPort())))
                .map(accepted::getIfPresent)
                .map(channel -> request.addAttribute(AcceptedSocket.KEY, new AcceptedSocket(channel, this::next)))
                .orElse(request);
    }

    /** Done when all connections of the server are closed, so that its last answers are sent; or after {@code within}. */
    public CompletionStage<Done> whenClosed(Duration within) {
        var closed = new CompletableFuture<Done>().completeOnTimeout(Done.done(), within.toMillis(), MILLISECONDS);
        lookWhetherClosed(closed);
        return closed;
    }

    private void lookWhetherClosed(CompletableFuture<Done> closed) {
        if (accepted.asMap().values().stream().noneMatch(SocketChannel::isOpen)) {
            closed.complete(Done.done());
        } else if (!closed.isDone()) {
            CompletableFuture.delayedExecutor(LOOK_EVERY.toMillis(), MILLISECONDS)
                    .execute(() -> lookWhetherClosed(closed));
        }
    }

    private Loop next() {
        return loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
    }
}
