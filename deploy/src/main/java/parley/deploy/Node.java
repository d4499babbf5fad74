package parley.deploy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import parley.gateway.GatewayServer;
import parley.persistence.Persistence;
import parley.persistence.journal.CommitSetup;

/** A running node: everything made once, in the order in which it depends on each other. */
final class Node {

    private static final long START_SECONDS = 60;
    private static final Duration DRAIN_SLACK = Duration.ofSeconds(8);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(25);

    private final Persistence stored;
    private final ActorSystem<Void> system;
    private final URI address;
    private final Optional<String> signInCode;
    private final Duration drain;

    private Node(
            Persistence stored, ActorSystem<Void> system, URI address, Optional<String> signInCode, Duration drain) {
        this.stored = stored;
        this.system = system;
        this.address = address;
        this.signInCode = signInCode;
        this.drain = drain;
    }

    /** Starts a node and waits until it serves; what keeps it from that is thrown. */
    static Node start(Settings settings) {
        GatewayServer.requireFree(settings.host(), settings.port());
        var stored = Persistence.open(settings.database(), settings.data().resolve("search"));
        var config = stored.journal()
                .withFallback(drainPhase(settings))
                .withFallback(settings.cluster().remoting())
                .withFallback(settings.platform());
        var metrics = new Metrics();
        var setup = ActorSystemSetup.create(BootstrapSetup.create(config), new CommitSetup(metrics));
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "parley", setup);
        try {
            var membership = Membership.of(system);
            now(membership.join(settings.cluster()));
            var entities = Entities.start(system, stored, settings);
            var gateway = Gateway.of(system, stored, entities, membership, settings);
            var code =
                    now(gateway.bootstrap().firstStart(settings.adminPassword().orElse(null)));
            new FirstStart(entities.spaces(), stored.spaceDirectory(), stored.agents(), entities.ledger())
                    .run(now(gateway.administrator()));
            entities.supervisor().sweep(stored.openTurns());
            metrics.follow(membership);
            metrics.follow(entities.hubs());
            metrics.follow(gateway.realtime()::traffic);
            if (settings.management().isWanted()) {
                now(new Management(metrics).listen(system, settings.management()));
            }
            var listening = now(gateway.listen(system, membership, settings));
            return new Node(stored, system, address(settings, listening), code, settings.drain());
        } catch (RuntimeException e) {
            stop(system, stored, STOP_WITHIN);
            throw e;
        }
    }

    /** The phase in which clients are sent elsewhere lasts as long as that may take. */
    private static Config drainPhase(Settings settings) {
        var phase = "pekko.coordinated-shutdown.phases." + CoordinatedShutdown.PhaseBeforeServiceUnbind() + ".timeout";
        return ConfigFactory.parseMap(Map.of(phase, settings.drain().plus(DRAIN_SLACK)));
    }

    /** What a person who started it needs to know. */
    String greeting() {
        var ready = "Parley is ready at " + address;
        return signInCode
                .map(code -> ready + System.lineSeparator() + "Sign in once with " + address + "/login#code=" + code)
                .orElse(ready);
    }

    /** Completes when the node has ended, whether it was asked to or was expelled from its cluster. */
    CompletionStage<Done> ended() {
        return system.getWhenTerminated();
    }

    /** Stops listening, answers what is under way, and closes the store last. */
    void stop() {
        stop(system, stored, drain.plus(STOP_WITHIN));
    }

    private static void stop(ActorSystem<Void> system, Persistence stored, Duration patience) {
        CompletionStage<Done> down = CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.jvmExitReason());
        down.toCompletableFuture()
                .completeOnTimeout(Done.done(), patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        stored.close();
    }

    private static URI address(Settings settings, InetSocketAddress listening) {
        var host = settings.host().equals("0.0.0.0") ? "localhost" : settings.host();
        return URI.create("http://" + host + ":" + listening.getPort());
    }

    /** The main thread waits; nothing serves yet. */
    private static <T> T now(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture()
                    .orTimeout(START_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
