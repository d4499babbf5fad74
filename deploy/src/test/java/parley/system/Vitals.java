package parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a running product holds, seen from outside after it has collected its garbage.
 *
 * @param tasks what it means to do later
 * @param handles files and sockets
 */
record Vitals(long heapBytes, long actors, long tasks, long handles) {

    private static final String ACTOR = "org.apache.pekko.actor.ActorCell";
    private static final String TASK = "org.apache.pekko.actor.LightArrayRevolverScheduler$TaskHolder";
    private static final Pattern ROW = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+).*");
    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

    static Vitals of(Product product) throws IOException, InterruptedException {
        Map<String, Long> instances = new HashMap<>();
        long bytes = 0;
        for (var line : histogram(product).lines().toList()) {
            var row = ROW.matcher(line);
            var total = TOTAL.matcher(line);
            if (row.matches()) {
                instances.put(row.group(2), Long.parseLong(row.group(1)));
            } else if (total.matches()) {
                bytes = Long.parseLong(total.group(1));
            }
        }
        assertThat(instances).as("the classes that are counted").containsKeys(ACTOR, TASK);
        try (var handles = Files.list(Path.of("/proc", Long.toString(product.id()), "fd"))) {
            return new Vitals(
                    bytes, instances.getOrDefault(ACTOR, 0L), instances.getOrDefault(TASK, 0L), handles.count());
        }
    }

    /** Counting the living makes the machine find the dead first. */
    private static String histogram(Product product) throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var counting = new ProcessBuilder(jcmd, Long.toString(product.id()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        var said = new String(counting.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(counting.waitFor()).as(said).isZero();
        return said;
    }

    /** Whether it holds no more than before, give or take a share. */
    boolean within(double share, Vitals before) {
        return heapBytes <= before.heapBytes * (1 + share)
                && actors <= before.actors * (1 + share)
                && tasks <= before.tasks * (1 + share)
                && handles <= before.handles * (1 + share);
    }
}
