package parley.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;
import parley.gateway.GatewayServer;
import parley.gateway.GatewaySettings;
import parley.gateway.HttpHandler;
import parley.gateway.access.Bootstrap;
import parley.gateway.access.LimitSettings;
import parley.gateway.access.LocalEndings;
import parley.gateway.access.MemorySessions;
import parley.gateway.access.MemoryUsers;
import parley.gateway.access.MessageRate;
import parley.gateway.access.Origins;
import parley.gateway.access.Passwords;
import parley.gateway.access.SessionSettings;
import parley.gateway.access.Sessions;
import parley.gateway.access.Tickets;
import parley.gateway.api.Documented;
import parley.gateway.web.WebPages;
import parley.identity.User;
import parley.identity.UserStore;
import parley.ledger.PriceCatalogue;
import parley.presence.Draft;
import parley.space.MemberId;
import parley.space.SpaceRules;
import parley.space.TurnId;

/** A gateway on a free port over stores in memory, and a client for it. */
final class TestGateway implements AutoCloseable {
    static final String PASSWORD = "correct horse battery staple";
    static final String ORIGIN = "https://chat.example";
    static final LimitSettings.Rate UNLIMITED = new LimitSettings.Rate(1_000_000, 1_000_000);

    final InstantSource clock = InstantSource.system();
    final MemoryUsers users = new MemoryUsers();
    final MemorySessions sessionStore = new MemorySessions();
    final RuledSpaces spaces = new RuledSpaces(new SpaceRules(), clock);
    final RuledReaders readers = new RuledReaders(clock);
    final MemoryAgents agents = new MemoryAgents();
    final RuledLedger ledger = new RuledLedger(clock);
    final MemoryCosts costs = new MemoryCosts();
    final Passwords passwords = new Passwords();
    final Sessions sessions = new Sessions(sessionStore, users, SessionSettings.DEFAULT, new LocalEndings(), clock);
    final Router router;
    final Map<TurnId, Draft> drafts = new ConcurrentHashMap<>();
    volatile @Nullable String missing;

    private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "gateway");
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String address;

    TestGateway() {
        this(UNLIMITED);
    }

    TestGateway(LimitSettings.Rate requests) {
        this(limits(requests, UNLIMITED));
    }

    /** Limits of which these two are other than usual. */
    static LimitSettings limits(LimitSettings.Rate requests, LimitSettings.Rate messages) {
        var usual = LimitSettings.DEFAULT;
        var commands = usual.commands();
        return new LimitSettings(
                usual.sockets(),
                new LimitSettings.Commands(
                        commands.all(), messages, commands.inFlight(), commands.violationsPerMinute()),
                requests,
                usual.frames());
    }

    TestGateway(LimitSettings limits) {
        var ports = new RestPorts(
                users,
                spaces,
                spaces,
                spaces,
                new MemoryIndex(spaces),
                agents,
                new OneModel(),
                ledger,
                costs,
                () -> new PriceCatalogue("v1", List.of()),
                (_, turn) -> CompletableFuture.completedFuture(Optional.ofNullable(drafts.get(turn))),
                new DiscreetEncoder(),
                readers,
                new RuledUnread(spaces, readers),
                new SilentStreams(),
                () -> Optional.ofNullable(missing));
        var tickets = new Tickets(limits.sockets().ticketTime(), clock);
        var messages = new MessageRate(limits.commands().messages(), System::nanoTime);
        router = RestApi.router(
                ports, sessions, passwords, tickets, new Origins(List.of(ORIGIN)), limits, messages, clock);
        HttpHandler nothing = _ -> CompletableFuture.failedFuture(new AssertionError("not part of this test"));
        var server = new GatewayServer(nothing, router, WebPages.built());
        var usualServer = GatewaySettings.DEFAULT;
        var bound = get(server.start(
                system,
                new GatewaySettings(
                        "127.0.0.1", 0, usualServer.connections(), usualServer.drain(), usualServer.proxies())));
        address = "http://127.0.0.1:" + bound.getPort();
        get(new Bootstrap(users, sessions, passwords, clock).firstStart(PASSWORD));
    }

    /** An answer with its body read as JSON. */
    record Answer(HttpResponse<String> http, JsonNode body) {
        int status() {
            return http.statusCode();
        }

        String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }

        String code() {
            return body.path("code").asText();
        }
    }

    String address() {
        return address;
    }

    /** A person with a session, without the cost of a password. */
    Person person(String name, boolean administrator) {
        var user = new User(new MemberId("u_" + name), name, administrator, false, clock.instant());
        get(users.add(new UserStore.Account(user, null)));
        return new Person(
                user.id().value(),
                get(sessions.open(user.id(), "test")).secret().value());
    }

    /** A space of the owner's; its path. */
    String space(Person owner, String name, boolean hidden) {
        var made = send("POST", "/v1/spaces", Map.of("name", name, "private", hidden), owner);
        if (made.status() != 201) {
            throw new AssertionError(made.http().body());
        }
        return "/v1/spaces/" + made.body().get("id").asText();
    }

    void join(String space, Person owner, Person member) {
        var joined = send("POST", space + "/members", Map.of("id", member.id(), "role", "member"), owner);
        if (joined.status() != 201) {
            throw new AssertionError(joined.http().body());
        }
    }

    String post(String space, Person author, String text) {
        var posted = send("PUT", space + "/messages/" + Ulids.next(), Map.of("text", text), author);
        if (posted.status() != 201) {
            throw new AssertionError(posted.http().body());
        }
        return posted.body().get("id").asText();
    }

    record Person(String id, String token) {}

    Answer send(String method, String path, @Nullable Object body, @Nullable Person as) {
        return send(method, path, body, as == null ? Map.of() : Map.of("Authorization", "Bearer " + as.token()));
    }

    Answer send(String method, String path, @Nullable Object body, @Nullable Person as, Map<String, String> more) {
        var headers = new HashMap<>(more);
        if (as != null) {
            headers.put("Authorization", "Bearer " + as.token());
        }
        return send(method, path, body, headers);
    }

    Answer send(String method, String path, @Nullable Object body, Map<String, String> headers) {
        try {
            var text = body == null ? "" : body instanceof String raw ? raw : json.writeValueAsString(body);
            var request = HttpRequest.newBuilder(URI.create(address + path))
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text));
            if (body != null && !headers.containsKey("Content-Type")) {
                request.header("Content-Type", "application/json");
            }
            headers.forEach(request::header);
            var answer = client.send(request.build(), BodyHandlers.ofString());
            var type = answer.headers().firstValue("Content-Type").orElse("");
            var known = json.readTree(type.contains("json") ? answer.body() : "null");
            var found = new Answer(answer, known);
            document(method, URI.create(path).getPath(), text, found);
            return found;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Every answer must be documented, and so must every body that is accepted. */
    private void document(String method, String path, String sent, Answer answer) throws IOException {
        int status = answer.status();
        var body = answer.body();
        var parts = List.of(path.substring(1).split("/", -1));
        var endpoint = router.endpoints().stream()
                .filter(it -> it.method().value().equals(method)
                        && it.path().match(parts).isPresent())
                .findFirst();
        if (endpoint.isEmpty()) {
            if (!body.isNull()) {
                Documented.problem(body);
            }
            return;
        }
        var template = endpoint.get().path().toString();
        if (body.isNull()) {
            Documented.bare(method, template, status, answer.header("Content-Type"));
        } else {
            Documented.answer(method, template, status, body);
        }
        if (status < 300) {
            Documented.headers(
                    method, template, status, answer.http().headers().map().keySet());
            if (!sent.isEmpty()) {
                Documented.body(method, template, json.readTree(sent));
            }
        }
    }

    static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Override
    public void close() {
        client.close();
        passwords.close();
        system.terminate();
        get(system.getWhenTerminated());
    }
}
