package parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of a node follows what happens there, and says what each number is. */
class MetricsIT {

    private static final Pattern SAMPLE = Pattern.compile("^(\\w+)(\\{.*})? (\\S+)$", Pattern.MULTILINE);
    private static final Pattern COUNTED = Pattern.compile("_(total|bucket|count|sum|max)$");

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    @Tag("S4")
    @Tag("S5")
    @Tag("V13")
    void hubsLeasesAndConnectionsAreSeenAndReturnToZero(@TempDir Path folder) throws Exception {
        var port = Nodes.freePorts(1).getFirst();
        var metrics = URI.create("http://127.0.0.1:%d/metrics".formatted(port));
        var settings = Map.of("PARLEY_ADMIN_PASSWORD", Product.PASSWORD, "PARLEY_MANAGEMENT_PORT", port.toString());
        try (var product = Product.start(folder.resolve("data"), settings)) {
            var admin = Api.at(product.address()).as("admin", Product.PASSWORD);
            var sockets = List.of(open(admin), open(admin), open(admin));
            sockets.getFirst().post(Ulid.next(), "hello").get();

            var busy = text(metrics);
            sockets.forEach(Socket::abort);

            assertThat(value(busy, "parley_connections{transport=\"websocket\"}"))
                    .isEqualTo(3);
            assertThat(value(busy, "parley_connections{transport=\"event_stream\"}"))
                    .isZero();
            assertThat(value(busy, "parley_space_hubs")).isOne();
            assertThat(value(busy, "parley_presence_leases")).isEqualTo(3);
            assertThat(value(busy, "parley_connections_unacknowledged_bytes")).isPositive();
            assertThat(value(busy, "parley_journal_commit_seconds_count")).isPositive();
            assertThat(value(busy, "parley_journal_group_events_sum")).isPositive();
            assertThat(value(busy, "parley_cluster_nodes")).isOne();
            assertThat(Eventually.get(() -> text(metrics), now -> value(now, "parley_presence_leases") == 0))
                    .satisfies(quiet -> assertThat(value(quiet, "parley_connections{transport=\"websocket\"}"))
                            .isZero());
        }
    }

    @Test
    @Tag("V13")
    void everyNumberSaysWhatItIs(@TempDir Path folder) throws Exception {
        var port = Nodes.freePorts(1).getFirst();
        var metrics = URI.create("http://127.0.0.1:%d/metrics".formatted(port));
        try (var _ = Product.start(
                folder.resolve("data"),
                Map.of("PARLEY_ADMIN_PASSWORD", Product.PASSWORD, "PARLEY_MANAGEMENT_PORT", port.toString()))) {
            var text = text(metrics);

            assertThat(text).contains("# TYPE jvm_memory_used_bytes gauge", "# TYPE process_cpu_usage gauge");
            assertThat(SAMPLE.matcher(text)
                            .results()
                            .map(sample -> COUNTED.matcher(sample.group(1)).replaceFirst("")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(text).containsPattern("# HELP " + name + "\\w* \\S"));
            assertThat(get(metrics.resolve("/v1/me"))).isEqualTo(404);
        }
    }

    private static Socket open(Api admin) throws InterruptedException {
        var socket = new Socket(admin, "sp_lobby", "\"tail\":0");
        socket.next("live");
        return socket;
    }

    private String text(URI metrics) throws IOException, InterruptedException {
        var answer = http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type -> assertThat(type).startsWith("text/plain").contains("version=0.0.4"));
        return answer.body();
    }

    private int get(URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static double value(String text, String sample) {
        return text.lines()
                .filter(line -> line.startsWith(sample + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + sample + " in " + text));
    }
}
