package parley.deploy;

import java.util.logging.Level;
import java.util.logging.Logger;
import parley.gateway.CannotListenException;
import parley.persistence.schema.UnusableStoreException;

/** Starts a node of Parley. What keeps it from serving is said in one line, and the exit code is 1. */
public final class Main {

    /** The search library advises on the command line at every start; held, as loggers are otherwise forgotten. */
    private static final Logger SEARCH = Logger.getLogger("org.apache.lucene");

    private static final org.slf4j.Logger LOG = org.slf4j.LoggerFactory.getLogger(Main.class);

    /** The exit code of a node that its cluster goes on without, so that whoever watches over it starts it again. */
    private static final int EXPELLED = 3;

    private Main() {}

    public static void main(String[] arguments) {
        SEARCH.setLevel(Level.SEVERE);
        try {
            var node = Node.start(Settings.from(Sources.read(System::getenv)));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node), "shutdown"));
            var _ = node.ended().thenRun(() -> System.exit(EXPELLED));
            System.out.println(node.greeting());
        } catch (SettingsException | UnusableStoreException | CannotListenException e) {
            System.err.println("Parley does not start: " + e.getMessage());
            System.exit(1);
        }
    }

    /**
     * A stop that was asked for is no failure, so the exit code is not the signal's. It ends the process also where not
     * everything can be closed, on a full disk for example, and does not wait for the hooks of others.
     */
    private static void stop(Node node) {
        int exit = 1;
        try {
            node.stop();
            exit = 0;
        } catch (RuntimeException failure) {
            LOG.error("Not everything could be closed; what was acknowledged is stored all the same", failure);
        } finally {
            Runtime.getRuntime().halt(exit);
        }
    }
}
