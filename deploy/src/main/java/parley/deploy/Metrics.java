package parley.deploy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import parley.gateway.rt.Carrier;
import parley.gateway.rt.Traffic;
import parley.persistence.journal.CommitListener;
import parley.space.actor.SpaceHubs;

/** What an operator sees of this node: numbers with their units, in the form that Prometheus reads. */
final class Metrics implements CommitListener {

    private static final Duration[] COMMIT_TIMES = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };
    private static final double[] GROUP_SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024};

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Timer commits = Timer.builder("parley.journal.commit")
            .description("How long transactions of the journal took.")
            .serviceLevelObjectives(COMMIT_TIMES)
            .register(registry);
    private final DistributionSummary groups = DistributionSummary.builder("parley.journal.group")
            .description("Events stored in one transaction of the journal.")
            .baseUnit("events")
            .serviceLevelObjectives(GROUP_SIZES)
            .register(registry);
    private final Counter failures = Counter.builder("parley.journal.commit.failures")
            .description("Transactions of the journal that failed.")
            .register(registry);

    Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmGcMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    @Override
    public void committed(int events, Duration took) {
        commits.record(took);
        groups.record(events);
    }

    @Override
    public void failed() {
        failures.increment();
    }

    /** Shows who follows spaces here. */
    void follow(SpaceHubs hubs) {
        gauge("parley.space.hubs", hubs, SpaceHubs::count, "Spaces that somebody follows on this node.");
        gauge(
                "parley.presence.leases",
                hubs,
                SpaceHubs::leases,
                "Connections that make somebody present in a space, counted in each; lost ones until they are given up.");
    }

    /** Shows who is connected here. */
    void follow(Supplier<Traffic> traffic) {
        for (var carrier : Carrier.values()) {
            Gauge.builder(
                            "parley.connections",
                            traffic,
                            now -> now.get().connections().getOrDefault(carrier, 0))
                    .description("Connections that are open on this node.")
                    .tag("transport", carrier.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder(
                        "parley.connections.unacknowledged",
                        traffic,
                        now -> now.get().unacknowledged())
                .description("What was sent to clients and not acknowledged by them yet.")
                .baseUnit("bytes")
                .register(registry);
        gauge(
                "parley.connections.window.full",
                traffic,
                now -> now.get().fullWindows(),
                "Connections that are sent no events until their client acknowledges some.");
        counter("parley.connections.lags", traffic, now -> now.get().lags(), "Times a client was told that it lags.");
        counter(
                "parley.connections.resets",
                traffic,
                now -> now.get().resets(),
                "Times a client had to begin a space again.");
    }

    /** Shows with whom this node works. */
    void follow(Membership membership) {
        gauge("parley.cluster.nodes", membership, Membership::size, "Nodes of the cluster as this node sees it.");
    }

    /** Everything as it stands now. */
    String text() {
        return registry.scrape();
    }

    private <T> void gauge(String name, T of, ToDoubleFunction<T> value, String description) {
        Gauge.builder(name, of, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    private <T> void counter(String name, T of, ToDoubleFunction<T> value, String description) {
        FunctionCounter.builder(name, of, value).description(description).register(registry);
    }
}
