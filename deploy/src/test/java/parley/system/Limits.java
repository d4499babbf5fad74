package parley.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Settings for tests that are faster than people. */
public final class Limits {

    private Limits() {}

    public static Path lifted(Path folder) throws IOException {
        return lifted(folder, 0);
    }

    /** With connections that may leave little unacknowledged, so that who reads slowly soon lags. */
    public static Path narrow(Path folder) throws IOException {
        var lifted = lifted(folder);
        return Files.writeString(lifted, Files.readString(lifted) + "parley.limits.unacknowledged = 64KiB\n");
    }

    /** With a built-in model that writes so many pieces a second; 0 at once. */
    public static Path lifted(Path folder, int pieces) throws IOException {
        return Files.writeString(folder.resolve("limits.conf"), """
                parley.limits {
                  sockets-per-user = 20000, sockets-per-address = 20000, sockets-per-node = 20000
                  commands-per-second = 100000, command-burst = 100000, commands-in-flight = 1000
                  messages-per-second = 100000, message-burst = 100000
                  requests-per-second = 100000, request-burst = 100000
                  # thousands who come at once on the same machine are slow to say hello
                  hello-time = 60s
                }
                parley.models.offline-pieces-per-second = %d
                """.formatted(pieces));
    }
}
