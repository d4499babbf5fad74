package parley.deploy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which nodes work together.
 *
 * @param host where the others reach this node
 * @param port 0 for any free one
 * @param seeds nodes to ask for admission, as {@code host:port}; empty for a node that works alone
 */
record ClusterSettings(String host, int port, List<String> seeds) {

    private static final Pattern SEED = Pattern.compile("[^\\s:/@]+:[1-9]\\d{0,4}");

    static ClusterSettings from(Section cluster) {
        var seeds = cluster.texts("seeds");
        for (var seed : seeds) {
            if (!SEED.matcher(seed).matches()) {
                throw cluster.wrong("seeds", "a list of host:port", "\"" + seed + "\"");
            }
        }
        return new ClusterSettings(cluster.text("host"), cluster.number("port", 0, 65_535), seeds);
    }

    /** To be laid over the configuration of the actor system. */
    Config remoting() {
        var canonical = "pekko.remote.artery.canonical.";
        return ConfigFactory.parseMap(Map.of(canonical + "hostname", host, canonical + "port", port));
    }
}
