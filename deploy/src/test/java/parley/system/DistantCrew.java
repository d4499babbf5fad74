package parley.system;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import parley.system.Order.Account;

/** Clients in a process of their own. */
final class DistantCrew implements AutoCloseable {

    private final Process process;
    private final ObjectOutputStream orders;
    private final ObjectInputStream answers;

    DistantCrew() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrewProcess.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        orders = new ObjectOutputStream(process.getOutputStream());
        orders.flush();
        answers = new ObjectInputStream(process.getInputStream());
    }

    /** Gives an order, and waits until it is done. */
    synchronized Account tell(Order order) {
        try {
            orders.writeObject(order);
            orders.flush();
            var answer = answers.readObject();
            if (answer instanceof Account account) {
                return account;
            }
            throw new AssertionError("%s failed".formatted(order), (Throwable) answer);
        } catch (IOException | ClassNotFoundException broken) {
            throw new IllegalStateException("no answer to " + order, broken);
        }
    }

    /** Stops it from running until {@link #thaw}. */
    void freeze() throws IOException, InterruptedException {
        Signal.STOP.to(process.pid());
    }

    void thaw() throws IOException, InterruptedException {
        Signal.CONT.to(process.pid());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
