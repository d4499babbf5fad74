package parley.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import parley.persistence.postgres.PostgresServer;

/** Several processes that are one Parley: on one PostgreSQL, and each a node of one cluster. */
final class Nodes implements AutoCloseable {

    private static final String JAVA_OPTIONS = "-Xmx384m -XX:TieredStopAtLevel=1 -Dparley.drain=2s";

    /** An answer of the built-in model takes long enough to be seen while it is written. */
    private static final int PIECES_PER_SECOND = 40;

    private final Path folder;
    private final Map<String, String> store =
            Map.of("PARLEY_DB_URL", PostgresServer.get().newDatabase(), "PARLEY_DB_USER", PostgresServer.user());
    private final List<Integer> ports;
    private final Path limits;
    private final List<Product> running = new ArrayList<>();

    Nodes(Path folder, int size) throws IOException {
        this.folder = folder;
        limits = Limits.lifted(folder, PIECES_PER_SECOND);
        ports = freePorts(size);
        for (int i = 0; i < size; i++) {
            running.add(start(i));
        }
    }

    /** Asked for all at once, so that no two are the same. */
    static List<Integer> freePorts(int size) throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; i < size; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    private Product start(int number) throws IOException {
        var environment = new HashMap<>(store);
        environment.put("PARLEY_ADMIN_PASSWORD", Product.PASSWORD);
        environment.put("PARLEY_CONFIG", limits.toString());
        environment.put("PARLEY_CLUSTER_PORT", ports.get(number).toString());
        environment.put(
                "PARLEY_CLUSTER_SEEDS",
                ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(", ")));
        environment.put("JAVA_OPTS", JAVA_OPTIONS);
        return Product.start(folder.resolve("node" + number), environment);
    }

    Product get(int number) {
        return running.get(number);
    }

    /** The same person everywhere: a token of one node is one of all. */
    List<Api> all(Api person) {
        return IntStream.range(0, running.size())
                .mapToObj(number -> new Api(person.http(), get(number).address(), person.token()))
                .toList();
    }

    /** Starts a node again that has ended. */
    void startAgain(int number) throws IOException {
        running.set(number, start(number));
    }

    @Override
    public void close() {
        running.forEach(Product::close);
    }
}
