package parley.deploy;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import parley.gateway.GatewayServer;
import parley.gateway.GatewaySettings;
import parley.gateway.access.Bootstrap;
import parley.gateway.access.ClusterEndings;
import parley.gateway.access.MessageRate;
import parley.gateway.access.Origins;
import parley.gateway.access.Passwords;
import parley.gateway.access.Sessions;
import parley.gateway.access.Tickets;
import parley.gateway.rest.RestApi;
import parley.gateway.rest.RestPorts;
import parley.gateway.rt.RealtimeRoutes;
import parley.gateway.rt.WireEvents;
import parley.gateway.web.WebPages;
import parley.identity.User;
import parley.identity.UserStore;
import parley.persistence.Persistence;

/** Everything on the wire, and who may come in. */
record Gateway(GatewayServer server, RealtimeRoutes realtime, Bootstrap bootstrap, UserStore users) {

    static Gateway of(
            ActorSystem<?> system, Persistence stored, Entities entities, Membership membership, Settings settings) {
        var clock = InstantSource.system();
        var endings = new ClusterEndings(system);
        var sessions = new Sessions(stored.sessions(), stored.users(), settings.sessions(), endings, clock);
        var passwords = new Passwords();
        var origins = origins(settings);
        var tickets = new Tickets(settings.limits().sockets().ticketTime(), clock);
        var messages = new MessageRate(settings.limits().commands().messages(), System::nanoTime);
        var realtime = new RealtimeRoutes(
                entities.spaces(),
                entities.readers(),
                entities.hubs(),
                entities.readerHubs(),
                sessions,
                tickets,
                origins,
                settings.limits(),
                messages,
                clock);
        endings.listen(ending -> realtime.proveAgain(ending.user()));
        var ports = new RestPorts(
                stored.users(),
                entities.spaces(),
                stored.spaceLog(),
                stored.spaceDirectory(),
                stored.messages(),
                stored.agents(),
                entities.models(),
                entities.ledger(),
                stored.costs(),
                entities::prices,
                entities.hubs()::findDraft,
                new WireEvents(),
                entities.readers(),
                stored.unread(),
                realtime.streams(),
                readiness(membership, stored, realtime));
        var rest = RestApi.router(ports, sessions, passwords, tickets, origins, settings.limits(), messages, clock);
        var server = new GatewayServer(realtime::connect, rest, pages());
        return new Gateway(server, realtime, new Bootstrap(stored.users(), sessions, passwords, clock), stored.users());
    }

    CompletionStage<InetSocketAddress> listen(ActorSystem<?> system, Membership membership, Settings settings) {
        CoordinatedShutdown.get(system)
                .addTask(
                        CoordinatedShutdown.PhaseBeforeServiceUnbind(),
                        "drain",
                        () -> realtime.drain(membership.isAlone() ? Duration.ZERO : settings.drain()));
        var usual = GatewaySettings.DEFAULT;
        return server.start(
                system,
                new GatewaySettings(
                        settings.host(), settings.port(), usual.connections(), usual.drain(), settings.proxies()));
    }

    private static Readiness readiness(Membership membership, Persistence stored, RealtimeRoutes realtime) {
        return new Readiness(
                membership::isUp,
                realtime::isDraining,
                () -> stored.users().named(Bootstrap.ADMINISTRATOR),
                System::nanoTime);
    }

    /** The first administrator, once they exist. */
    CompletionStage<User> administrator() {
        return users.named(Bootstrap.ADMINISTRATOR)
                .thenApply(account -> account.orElseThrow().user());
    }

    /** As built, or from a folder of sources while somebody works on them. */
    private static WebPages pages() {
        return Optional.ofNullable(System.getProperty("parley.web.dev"))
                .map(folder -> WebPages.sources(Path.of(folder)))
                .orElseGet(WebPages::built);
    }

    private static Origins origins(Settings settings) {
        try {
            return new Origins(settings.origins());
        } catch (IllegalArgumentException e) {
            throw new SettingsException("parley.origins: " + e.getMessage());
        }
    }
}
