package parley.gateway.rt;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.StreamConverters;
import org.apache.pekko.util.ByteString;
import parley.entity.Outcome;
import parley.entity.actor.EntityKind;
import parley.entity.actor.EntityMessage;
import parley.entity.actor.EntityRegion;
import parley.gateway.access.Identity;
import parley.gateway.access.LimitSettings;
import parley.gateway.access.MessageRate;
import parley.gateway.access.MovableClock;
import parley.gateway.access.Origins;
import parley.gateway.access.Tickets;
import parley.gateway.net.WebSockets;
import parley.space.Caller;
import parley.space.MemberId;
import parley.space.MemberKind;
import parley.space.Role;
import parley.space.Space;
import parley.space.SpaceCommand;
import parley.space.SpaceEvent;
import parley.space.SpaceId;
import parley.space.SpaceReply;
import parley.space.SpaceRules;
import parley.space.SpaceSettings;
import parley.space.TurnId;
import parley.space.actor.AttentiveReaders;
import parley.space.actor.HubSettings;
import parley.space.actor.ReaderHubs;
import parley.space.actor.ShardedReaders;
import parley.space.actor.ShardedSpaces;
import parley.space.actor.SpaceHubs;
import parley.space.floor.FloorSettings;
import parley.space.floor.TurnPolicy;
import parley.space.reader.Reader;
import parley.space.reader.ReaderCommand;
import parley.space.reader.ReaderEvent;
import parley.space.reader.ReaderReply;
import parley.space.reader.ReaderRules;

/**
 * A node with real spaces, hubs and sockets on a free port; only the journal is in memory. A token is the id of its
 * owner.
 */
final class Node implements AutoCloseable {

    static final String ORIGIN = "https://chat.example";
    static final Caller ADMIN = new Caller(new MemberId("u_admin"), MemberKind.HUMAN, true);

    private static final AtomicInteger SPACES = new AtomicInteger();
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    final SpaceHubs hubs;
    final ShardedSpaces spaces;
    final RealtimeRoutes realtime;
    final Tickets tickets;
    final MemoryStore store;
    final BrittleEncoder encoder = new BrittleEncoder();
    final Owners owners = new Owners();
    private final ShardedReaders readers;
    private final ReaderHubs readerHubs;
    private final ActorSystem<Void> system;
    private final LimitSettings limits;
    private final ServerBinding binding;

    Node(LimitSettings limits, HubSettings hubSettings) {
        this.limits = limits;
        system = ActorSystem.create(Behaviors.empty(), "node", settings());
        store = new MemoryStore(system);
        var cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        var rules = new SpaceRules();
        EntityRegion<Space, SpaceCommand, SpaceEvent, SpaceReply> region =
                EntityRegion.start(system, EntityKind.of(ShardedSpaces.KIND, rules, EntityKind.noConsequences()));
        spaces = new ShardedSpaces(region);
        EntityRegion<Reader, ReaderCommand, ReaderEvent, ReaderReply> readerRegion = EntityRegion.start(
                system, EntityKind.of(ShardedReaders.KIND, new ReaderRules(), EntityKind.noConsequences()));
        readers = new ShardedReaders(readerRegion);
        readerHubs = ReaderHubs.start(system, readerRegion, store, new WireReading(), new WireEvents(), hubSettings);
        hubs = SpaceHubs.start(system, region, rules, store, encoder, readers, hubSettings);
        tickets = new Tickets(limits.sockets().ticketTime(), InstantSource.system());
        realtime = new RealtimeRoutes(
                spaces,
                new AttentiveReaders(readers, hubs),
                hubs,
                readerHubs,
                owners,
                tickets,
                new Origins(List.of(ORIGIN)),
                limits,
                new MessageRate(limits.commands().messages(), System::nanoTime),
                InstantSource.system());
        var sockets = WebSockets.start(system);
        Function<HttpRequest, CompletionStage<HttpResponse>> handler =
                request -> realtime.connect(sockets.mark(request));
        binding = Patience.join(Http.get(system)
                .newServerAt("127.0.0.1", 0)
                .withSettings(
                        sockets.watching(ServerSettings.create(system.settings().config())))
                .bind(handler));
    }

    private static Config settings() {
        return ConfigFactory.parseString("""
                pekko.actor.provider = cluster
                pekko.actor.allow-java-serialization = off
                pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                pekko.cluster.jmx.multi-mbeans-in-same-jvm = on
                pekko.cluster.min-nr-of-members = 1
                pekko.http.server.remote-address-attribute = on
                pekko.http.server.max-connections = 4096
                """)
                .withFallback(MemoryStore.settings())
                .withFallback(ConfigFactory.load());
    }

    /** A node with limits that a busy test does not meet. */
    static Node generous() {
        return new Node(Generous.limits(), HubSettings.DEFAULT);
    }

    /** The same, whose hubs look after themselves so often. */
    static Node generous(Duration beat) {
        return new Node(Generous.limits(), Generous.hubs(beat));
    }

    /** A space whose members are people of these names. */
    SpaceId space(String... people) {
        return space(new TurnPolicy.Quiet(), people);
    }

    SpaceId space(TurnPolicy policy, String... people) {
        var id = new SpaceId("sp_" + SPACES.incrementAndGet());
        var settings = new SpaceSettings("s" + SPACES.get(), "A space", "", true, FloorSettings.DEFAULT.with(policy));
        accepted(id, new SpaceCommand.Create("e_" + id, settings, "admin", ADMIN));
        for (var person : people) {
            joins(id, person);
        }
        return id;
    }

    /** Puts another history in the place of a space's own, as a restore does: the members stay, the rest is gone. */
    void restore(SpaceId space, String epoch) {
        store.replace(space, epoch);
        var path = "/system/sharding/%s/*/%s".formatted(ShardedSpaces.KIND, space);
        var entity =
                Patience.join(Adapter.toClassic(system).actorSelection(path).resolveOne(Patience.LIMIT));
        Patience.join(Patterns.gracefulStop(entity, Patience.LIMIT, new EntityMessage.Stop<>()));
    }

    /** The name of a person whom no other test knows. */
    static String somebody() {
        return "u_person" + PEOPLE.incrementAndGet();
    }

    /** A connection of somebody who has said hello and follows nothing. */
    Client greeted(String person) {
        var client = connect(person);
        client.hello();
        client.next("welcome");
        return client;
    }

    /** A connection without a socket, for somebody whose proof lasts until then. */
    StagedSession session(MovableClock clock, Identity identity) {
        return new StagedSession(surroundings(clock), clock, identity);
    }

    /** What a connection without a socket works with. */
    Surroundings surroundings(MovableClock clock) {
        return new Surroundings(
                spaces,
                readers,
                hubs,
                readerHubs,
                owners,
                tickets,
                limits,
                new FrameReader(limits),
                new Commands(limits.frames()),
                new MessageRate(limits.commands().messages(), clock::nanos),
                new OpenSockets(limits.sockets()),
                clock,
                clock::nanos);
    }

    void joins(SpaceId space, String person) {
        accepted(space, new SpaceCommand.Join(new MemberId(person), MemberKind.HUMAN, person, Role.MEMBER, ADMIN));
    }

    void joinsAgent(SpaceId space, String agent) {
        accepted(space, new SpaceCommand.Join(new MemberId(agent), MemberKind.AGENT, agent, Role.MEMBER, ADMIN));
    }

    /** Gives an agent a turn. */
    TurnId wakes(SpaceId space, String agent) {
        accepted(space, new SpaceCommand.Wake("wake", new MemberId(agent), "say hello", 1));
        return store.events(space).stream()
                .flatMap(event ->
                        event instanceof SpaceEvent.TurnGranted granted ? Stream.of(granted.turn()) : Stream.empty())
                .findFirst()
                .orElseThrow();
    }

    void leaves(SpaceId space, String person) {
        accepted(space, new SpaceCommand.Leave(new MemberId(person), ADMIN));
    }

    long posts(SpaceId space, String person, String text) {
        var by = new Caller(new MemberId(person), MemberKind.HUMAN, false);
        return accepted(space, new SpaceCommand.Post(by, Keys.next(), text, List.of(), null, null));
    }

    long accepted(SpaceId space, SpaceCommand command) {
        var outcome = Patience.join(spaces.send(space, command));
        if (outcome instanceof Outcome.Answered<SpaceReply>(SpaceReply.Accepted accepted)) {
            return accepted.seq();
        }
        throw new AssertionError(outcome.toString());
    }

    URI address() {
        return URI.create("ws://127.0.0.1:" + binding.localAddress().getPort() + "/v1/rt");
    }

    /** A client that has connected and said nothing yet. */
    Client connect(String person) {
        return Client.connect(address(), Map.of("Authorization", "Bearer " + person), RealtimeRoutes.PROTOCOL);
    }

    /** A client that follows a space from its present state. */
    Client follow(String person, SpaceId space) {
        var client = connect(person);
        client.hello("{\"space\":\"%s\",\"tail\":50}".formatted(space));
        client.await(frame -> frame.path("op").asText().equals("live"));
        return client;
    }

    /** A stream of events as its client hears it. */
    Events events(Source<ByteString, NotUsed> stream) {
        return new Events(stream.runWith(StreamConverters.asInputStream(Duration.ofMinutes(1)), system));
    }

    /** A stream whose client takes one piece at a time, when it likes. */
    SinkQueueWithCancel<ByteString> pulled(Source<ByteString, NotUsed> stream) {
        return stream.runWith(Sink.<ByteString>queue().withAttributes(Attributes.inputBuffer(1, 1)), system);
    }

    @Override
    public void close() {
        Patience.join(binding.terminate(Duration.ofSeconds(1)));
        system.terminate();
        Patience.join(system.getWhenTerminated());
    }
}
