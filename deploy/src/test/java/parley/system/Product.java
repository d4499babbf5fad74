package parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run of the packaged product as a process of its own, on a free port. */
public final class Product implements AutoCloseable {

    public static final String PASSWORD = "correct horse battery staple";

    private static final String READY = "Parley is ready at ";
    private static final String SIGN_IN = "Sign in once with ";
    private static final String ERROR = " ERROR ";

    private static final String BINARY =
            Path.of(System.getProperty("parley.dist"), "bin", "parley").toString();

    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final CountDownLatch heard = new CountDownLatch(1);
    private final Process process;
    private final URI address;
    private final @Nullable URI signIn;

    private Product(Process process, URI address, @Nullable URI signIn) {
        this.process = process;
        this.address = address;
        this.signIn = signIn;
    }

    /** Starts it on a data folder and waits until it serves. */
    public static Product start(Path data, Map<String, String> environment) throws IOException {
        return started(launch(data, environment, BINARY), environment);
    }

    /** Starts it so that no file of its can grow beyond a size, as on a disk that is soon full. */
    public static Product startWithSmallFiles(int kibibytes, Path data, Map<String, String> environment)
            throws IOException {
        // the shell's unit is half a KiB, or a whole one
        var limited = "ulimit -f %d && exec '%s'".formatted(kibibytes, BINARY);
        return started(launch(data, environment, "sh", "-c", limited), environment);
    }

    private static Product started(Process process, Map<String, String> environment) throws IOException {
        var said = new ArrayList<String>();
        var output = process.inputReader();
        while (true) {
            var line = output.readLine();
            if (line == null) {
                throw new IllegalStateException("the product ended before it served: " + said);
            }
            said.add(line);
            if (line.startsWith(READY)) {
                var address = URI.create(line.substring(READY.length()));
                var product = new Product(process, address, signIn(output, environment));
                Thread.startVirtualThread(() -> product.listen(output));
                return product;
            }
        }
    }

    /** Starts it and waits until it ends by itself; what it said, the exit code last. */
    public static List<String> run(Path data, Map<String, String> environment)
            throws IOException, InterruptedException {
        var process = launch(data, environment, BINARY);
        var said = new ArrayList<>(process.inputReader().lines().toList());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        said.add("exit " + process.exitValue());
        return said;
    }

    private static Process launch(Path data, Map<String, String> environment, String... command) throws IOException {
        var builder = new ProcessBuilder(command);
        var settings = new HashMap<>(environment);
        settings.putIfAbsent("PARLEY_PORT", "0");
        settings.put("PARLEY_DATA", data.toString());
        settings.putIfAbsent("JAVA_OPTS", "-Xmx512m -XX:TieredStopAtLevel=1");
        builder.environment().putAll(settings);
        builder.redirectErrorStream(true);
        return builder.start();
    }

    private static @Nullable URI signIn(BufferedReader output, Map<String, String> environment) throws IOException {
        if (environment.containsKey("PARLEY_ADMIN_PASSWORD")) {
            return null;
        }
        var line = output.readLine();
        return line != null && line.startsWith(SIGN_IN) ? URI.create(line.substring(SIGN_IN.length())) : null;
    }

    /** Who is not listened to cannot go on for ever: what they say has to go somewhere. */
    private void listen(BufferedReader output) {
        try (output) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (line.contains(ERROR)) {
                    errors.add(line);
                }
            }
        } catch (IOException over) {
            errors.add(over.toString());
        } finally {
            heard.countDown();
        }
    }

    /** What it has reported as an error of its own since it serves. */
    public List<String> errors() {
        return List.copyOf(errors);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public URI address() {
        return address;
    }

    public URI signIn() {
        if (signIn == null) {
            throw new IllegalStateException("no sign-in link was printed");
        }
        return signIn;
    }

    /** As pulling the plug on the process: {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    /** The number of its process. */
    public long id() {
        return process.pid();
    }

    /** Stops it from running until {@link #thaw}, as a machine that is too busy would. */
    public void freeze() throws IOException, InterruptedException {
        Signal.STOP.to(id());
    }

    public void thaw() throws IOException, InterruptedException {
        Signal.CONT.to(id());
    }

    /** Asks it to stop, as an operator would, and gives its exit code once its last words are heard. */
    public int stop() throws InterruptedException {
        // Unlike the process itself, its handle leaves open what is still to be read.
        process.toHandle().destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
