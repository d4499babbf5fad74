package parley.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import parley.system.Api;
import parley.system.Product;

/**
 * Starts the packaged product with its limits lifted and measures it in a closed loop, as a client sees it: speakers keep
 * two messages in flight each, everybody follows. What it prints is of use beside a second run on the same machine.
 */
public final class Measure {

    private static final Duration WARM = Duration.ofSeconds(30);
    private static final Duration MEASURED = Duration.ofSeconds(10);

    private static final String LIFTED = """
            parley.limits {
              sockets-per-user = 100000, sockets-per-address = 100000, sockets-per-node = 20000
              commands-per-second = 1000000, command-burst = 1000000, commands-in-flight = 100000
              messages-per-second = 1000000, message-burst = 1000000
              requests-per-second = 1000000, request-burst = 1000000
            }
            """;

    private record Workload(String name, int spaces, int members, int speakers) {}

    private static final List<Workload> WORKLOADS = List.of(
            new Workload("one space of 200, 8 speak", 1, 200, 8),
            new Workload("100 spaces of 10, one speaks in each", 100, 10, 1));

    private static final Workload CROWD = new Workload("one space of 100, 4 speak", 1, 100, 4);
    private static final int ROUNDS = 3;

    private Measure() {}

    /** Takes no arguments; {@code parley.dist} names the package. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        System.out.println("| workload | acknowledged/s | delivered/s | acknowledged after, ms: median | 99 % |");
        System.out.println("|---|---:|---:|---:|---:|");
        for (var workload : WORKLOADS) {
            with(workload, (_, _, counts) -> System.out.println(row(workload, counts.over(MEASURED))));
        }
        System.out.println();
        System.out.println("| one space of 100, 4 speak | delivered/s | delivered after, ms: median | 99 % |");
        System.out.println("|---|---:|---:|---:|");
        with(CROWD, Measure::stalled);
    }

    private static String row(Workload workload, Counts.Figures figures) {
        return "| %s | %,.0f | %,.0f | %,.1f | %,.1f |"
                .formatted(
                        workload.name(),
                        figures.acknowledgedPerSecond(),
                        figures.deliveredPerSecond(),
                        Counts.quantile(figures.acknowledgedAfter(), 0.5),
                        Counts.quantile(figures.acknowledgedAfter(), 0.99));
    }

    /** With and without one reader who does not read, in turn. */
    @SuppressWarnings("SystemOut")
    private static void stalled(Api api, String space, Counts counts) {
        for (int round = 0; round < ROUNDS; round++) {
            System.out.println(row("all read", counts.over(MEASURED)));
            var stalled = new Member(api, space, new Counts());
            stalled.stall();
            System.out.println(row("one does not", counts.over(MEASURED)));
            stalled.vanish();
        }
    }

    private static String row(String name, Counts.Figures figures) {
        return "| %s | %,.0f | %,.1f | %,.1f |"
                .formatted(
                        name,
                        figures.deliveredPerSecond(),
                        Counts.quantile(figures.deliveredAfter(), 0.5),
                        Counts.quantile(figures.deliveredAfter(), 0.99));
    }

    /** What is measured of a product that is warm, and the last of its spaces. */
    private interface Measurement {
        void of(Api api, String space, Counts counts);
    }

    private static void with(Workload workload, Measurement measurement) throws Exception {
        var directory = Files.createTempDirectory("parley-measure");
        var limits = Files.writeString(directory.resolve("limits.conf"), LIFTED);
        var settings =
                Map.of("PARLEY_ADMIN_PASSWORD", Product.PASSWORD, "PARLEY_CONFIG", limits.toString(), "JAVA_OPTS", "");
        try (var product = Product.start(directory.resolve("data"), settings)) {
            var counts = new Counts();
            var api = Api.at(product.address()).as("admin", Product.PASSWORD);
            var space = join(api, workload, counts);
            counts.over(WARM);
            measurement.of(api, space, counts);
        } finally {
            delete(directory);
        }
    }

    private static String join(Api api, Workload workload, Counts counts) throws Exception {
        var members = new ArrayList<Member>();
        var space = "";
        for (int number = 0; number < workload.spaces(); number++) {
            space = create(api, "measured-" + number);
            for (int i = 0; i < workload.members(); i++) {
                members.add(new Member(api, space, counts));
            }
        }
        for (int i = 0; i < members.size(); i++) {
            if (i % workload.members() < workload.speakers()) {
                members.get(i).speak();
            }
        }
        members.getLast().watch();
        return space;
    }

    private static String create(Api api, String name) throws IOException, InterruptedException {
        return api.post("/v1/spaces", Map.of("name", name, "title", name, "private", false))
                .expect(201)
                .body()
                .get("id")
                .asText();
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
