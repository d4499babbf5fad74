package parley.gateway.rt;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;
import org.apache.pekko.Done;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.jspecify.annotations.Nullable;
import parley.gateway.access.Authenticator;
import parley.gateway.access.Identity;
import parley.gateway.access.LimitSettings;
import parley.gateway.access.MessageRate;
import parley.gateway.access.Origins;
import parley.gateway.access.Problem;
import parley.gateway.access.ProblemCode;
import parley.gateway.access.Tickets;
import parley.gateway.net.AcceptedSocket;
import parley.gateway.rest.EventStreams;
import parley.space.MemberId;
import parley.space.actor.ReaderHubs;
import parley.space.actor.SpaceHubs;
import parley.space.reader.Readers;
import parley.space.view.Spaces;

/**
 * {@code GET /v1/rt}: the door to the realtime protocol. Nobody passes who has not proved who they are, and every
 * refusal is an ordinary
 * HTTP answer.
 */
public final class RealtimeRoutes {

    static final String PROTOCOL = "parley.v1.json";
    static final String TICKET_PREFIX = "parley.ticket.";

    private static final String BEARER = "Bearer ";

    private final Surroundings around;
    private final Streams streams;
    private final Origins origins;

    public RealtimeRoutes(
            Spaces spaces,
            Readers readers,
            SpaceHubs hubs,
            ReaderHubs readerHubs,
            Authenticator authenticator,
            Tickets tickets,
            Origins origins,
            LimitSettings limits,
            MessageRate messages,
            InstantSource clock) {
        around = new Surroundings(
                spaces,
                readers,
                hubs,
                readerHubs,
                authenticator,
                tickets,
                limits,
                new FrameReader(limits),
                new Commands(limits.frames()),
                messages,
                new OpenSockets(limits.sockets()),
                clock,
                System::nanoTime);
        streams = new Streams(around);
        this.origins = origins;
    }

    /** The same protocol for those who have no socket. */
    public EventStreams streams() {
        return streams;
    }

    /** How many sockets are open on this node. */
    public int openSockets() {
        return around.sockets().count();
    }

    /** What is open on this node, and what those who are connected have met with. */
    public Traffic traffic() {
        return around.sockets().traffic();
    }

    /** Closes what is open for a person by a proof of identity that counts no more. */
    public void proveAgain(MemberId user) {
        around.sockets().proveAgain(user);
    }

    /** Whether this node lets nobody in any more. */
    public boolean isDraining() {
        return around.sockets().isDraining();
    }

    /**
     * Asks all who are connected to go on elsewhere, each at another time within the window, and opens nothing any more.
     * Never completes exceptionally.
     */
    public CompletionStage<Done> drain(Duration window) {
        return around.sockets().drain(window);
    }

    /** Answers a request to open a socket. Never completes exceptionally. */
    public CompletionStage<HttpResponse> connect(HttpRequest request) {
        var upgrade = request.getAttribute(AttributeKeys.webSocketUpgrade);
        var socket = request.getAttribute(AcceptedSocket.KEY);
        if (upgrade.isEmpty()) {
            return refused(Problem.of(ProblemCode.PROTOCOL_ERROR, "this is a WebSocket; send an upgrade request"));
        }
        var origin = header(request, "Origin");
        if (origin.isPresent()
                && !origins.allowed(origin.get(), header(request, "Host").orElse(""))) {
            return refused(Problem.of(ProblemCode.ORIGIN_FORBIDDEN, "pages of this origin may not connect"));
        }
        if (socket.isEmpty()) {
            return refused(Problem.of(ProblemCode.UNAVAILABLE, "the connection has gone; connect again"));
        }
        var offered = offered(upgrade.get());
        if (!offered.contains(PROTOCOL)) {
            return refused(Problem.of(ProblemCode.VERSION_UNSUPPORTED, "the subprotocol spoken here is " + PROTOCOL));
        }
        return identify(request, offered, origin.orElse(null))
                .thenApply(identity -> identity.map(known -> open(upgrade.get(), socket.get(), known, address(request)))
                        .orElseGet(RealtimeRoutes::unknown))
                .exceptionally(_ -> Problem.of(ProblemCode.UNAVAILABLE, "nobody can be recognised now; try again")
                        .response());
    }

    private CompletionStage<Optional<Identity>> identify(
            HttpRequest request, List<String> offered, @Nullable String origin) {
        var ticket = offered.stream()
                .filter(protocol -> protocol.startsWith(TICKET_PREFIX))
                .map(protocol -> protocol.substring(TICKET_PREFIX.length()))
                .findFirst();
        if (ticket.isPresent()) {
            return CompletableFuture.completedFuture(around.tickets().redeem(ticket.get(), origin));
        }
        return header(request, "Authorization")
                .filter(value -> value.startsWith(BEARER))
                .map(value -> around.authenticator().bearer(value.substring(BEARER.length())))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    private HttpResponse open(WebSocketUpgrade upgrade, AcceptedSocket accepted, Identity identity, String address) {
        var full = around.sockets().full(identity.user(), address);
        int messageMax = around.limits().frames().bytes();
        return full.isPresent()
                ? full.get().response()
                : accepted.upgrade(
                        upgrade, PROTOCOL, messageMax, socket -> new SocketSpeaker(socket, around, identity, address));
    }

    private static HttpResponse unknown() {
        return Problem.of(
                        ProblemCode.UNAUTHENTICATED,
                        "offer the subprotocol %s<ticket> beside %s, or send a token: Authorization: Bearer …"
                                .formatted(TICKET_PREFIX, PROTOCOL))
                .response();
    }

    private static CompletionStage<HttpResponse> refused(Problem problem) {
        return CompletableFuture.completedFuture(problem.response());
    }

    private static List<String> offered(WebSocketUpgrade upgrade) {
        return StreamSupport.stream(upgrade.getRequestedProtocols().spliterator(), false)
                .toList();
    }

    private static Optional<String> header(HttpRequest request, String name) {
        return request.getHeader(name).map(HttpHeader::value);
    }

    private static String address(HttpRequest request) {
        return request.getAttribute(AttributeKeys.remoteAddress)
                .flatMap(remote -> remote.getAddress())
                .map(known -> known.getHostAddress())
                .orElse("unknown");
    }
}
