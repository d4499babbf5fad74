package parley.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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

    private Measure() {}

    /** Takes no arguments; {@code parley.dist} names the package. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        System.out.println("| workload | acknowledged/s | delivered/s | acknowledged after, ms: median | 99 % |");
        System.out.println("|---|---:|---:|---:|---:|");
        for (var workload : WORKLOADS) {
            System.out.println(measure(workload));
        }
    }

    private static String measure(Workload workload) throws Exception {
        var directory = Files.createTempDirectory("parley-measure");
        var limits = Files.writeString(directory.resolve("limits.conf"), LIFTED);
        var settings =
                Map.of("PARLEY_ADMIN_PASSWORD", Product.PASSWORD, "PARLEY_CONFIG", limits.toString(), "JAVA_OPTS", "");
        try (var product = Product.start(directory.resolve("data"), settings)) {
            var counts = new Counts();
            join(Api.at(product.address()).as("admin", Product.PASSWORD), workload, counts);
            counts.over(WARM);
            return "| " + workload.name() + " " + counts.over(MEASURED);
        } finally {
            delete(directory);
        }
    }

    private static void join(Api api, Workload workload, Counts counts) throws Exception {
        var members = new ArrayList<Member>();
        for (int number = 0; number < workload.spaces(); number++) {
            var space = create(api, "measured-" + number);
            members.addAll(IntStream.range(0, workload.members())
                    .mapToObj(_ -> new Member(api, space, counts))
                    .toList());
        }
        for (int i = 0; i < members.size(); i++) {
            if (i % workload.members() < workload.speakers()) {
                members.get(i).speak();
            }
        }
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
