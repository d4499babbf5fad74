package parley.deploy;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.japi.function.Function;

/** The door for those who watch over a node, which is not the one for those who use it: {@code GET /metrics}. */
final class Management {

    private static final ContentType TEXT = ContentTypes.parse("text/plain; version=0.0.4; charset=utf-8");

    private static final Duration STOP_WITHIN = Duration.ofSeconds(1);

    private final Metrics metrics;

    Management(Metrics metrics) {
        this.metrics = metrics;
    }

    /** Listens until the system goes down; fails with {@link SettingsException}. */
    CompletionStage<InetSocketAddress> listen(ActorSystem<?> system, ManagementSettings settings) {
        Function<HttpRequest, CompletionStage<HttpResponse>> handler =
                request -> CompletableFuture.completedFuture(answer(request));
        return Http.get(system)
                .newServerAt(settings.host(), settings.port())
                .bind(handler)
                .exceptionally(_ -> {
                    throw cannotListen(settings);
                })
                .thenApply(binding -> {
                    binding.addToCoordinatedShutdown(STOP_WITHIN, system);
                    return binding.localAddress();
                });
    }

    private static SettingsException cannotListen(ManagementSettings settings) {
        return new SettingsException("cannot listen on %s:%d for metrics; the port is in use or the address is not this"
                        .formatted(settings.host(), settings.port())
                + " machine's: choose others with PARLEY_MANAGEMENT_PORT and PARLEY_MANAGEMENT_HOST");
    }

    private HttpResponse answer(HttpRequest request) {
        if (!request.getUri().path().equals("/metrics")) {
            return HttpResponse.create().withStatus(404).withEntity("There is /metrics here, and nothing else.\n");
        }
        if (!request.method().equals(HttpMethods.GET)) {
            return HttpResponse.create().withStatus(405).withEntity("Metrics are read with GET.\n");
        }
        return HttpResponse.create()
                .withEntity(HttpEntities.create(TEXT, metrics.text().getBytes(StandardCharsets.UTF_8)));
    }
}
