package parley.deploy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Where settings come from: the environment over a file over the defaults. */
final class Sources {

    private static final Map<String, String> ENVIRONMENT = Map.ofEntries(
            Map.entry("PARLEY_HOST", "parley.host"),
            Map.entry("PARLEY_PORT", "parley.port"),
            Map.entry("PARLEY_DATA", "parley.data"),
            Map.entry("PARLEY_ADMIN_PASSWORD", "parley.admin-password"),
            Map.entry("PARLEY_DB_URL", "parley.database.url"),
            Map.entry("PARLEY_DB_USER", "parley.database.user"),
            Map.entry("PARLEY_DB_PASSWORD", "parley.database.password"),
            Map.entry("PARLEY_MANAGEMENT_HOST", "parley.management.host"),
            Map.entry("PARLEY_MANAGEMENT_PORT", "parley.management.port"),
            Map.entry("PARLEY_CLUSTER_HOST", "parley.cluster.host"),
            Map.entry("PARLEY_CLUSTER_PORT", "parley.cluster.port"),
            Map.entry("PARLEY_CLUSTER_SEEDS", "parley.cluster.seeds"),
            Map.entry("PARLEY_PRICES", "parley.models.prices"),
            Map.entry("OPENAI_API_KEY", "parley.models.providers.openai.api-key"),
            Map.entry("OPENAI_BASE_URL", "parley.models.providers.openai.base-url"),
            Map.entry("ANTHROPIC_API_KEY", "parley.models.providers.anthropic.api-key"),
            Map.entry("ANTHROPIC_BASE_URL", "parley.models.providers.anthropic.base-url"),
            Map.entry("OLLAMA_BASE_URL", "parley.models.providers.ollama.base-url"));

    private Sources() {}

    /** All settings, {@code parley} and {@code pekko} alike, resolved. */
    static Config read(UnaryOperator<String> environment) {
        var config = ConfigFactory.load();
        var file = environment.apply("PARLEY_CONFIG");
        if (file != null && !file.isBlank()) {
            config = fromFile(Path.of(file), config).withFallback(config).resolve();
        }
        for (var entry : ENVIRONMENT.entrySet()) {
            var value = environment.apply(entry.getKey());
            if (value != null && !value.isBlank()) {
                config = config.withValue(entry.getValue(), value(config, entry.getValue(), value));
            }
        }
        return config;
    }

    /** Of the kind that the default is: what is a list there is written with commas in the environment. */
    private static ConfigValue value(Config defaults, String path, String text) {
        return defaults.getValue(path).valueType() == ConfigValueType.LIST
                ? ConfigValueFactory.fromIterable(List.of(text.split(" *, *")))
                : ConfigValueFactory.fromAnyRef(text);
    }

    private static Config fromFile(Path file, Config defaults) {
        if (!Files.isReadable(file)) {
            throw new SettingsException("PARLEY_CONFIG names %s, which cannot be read".formatted(file));
        }
        try {
            var config = ConfigFactory.parseFile(
                    file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
            refuseUnknown(file, config, defaults);
            return config;
        } catch (ConfigException e) {
            throw new SettingsException("%s is not a configuration file: %s".formatted(file, e.getMessage()));
        }
    }

    /** A misspelt key would otherwise be a setting that silently does nothing. */
    private static void refuseUnknown(Path file, Config config, Config defaults) {
        for (var entry : config.resolve().entrySet()) {
            var path = entry.getKey();
            if (path.startsWith("parley.") && !path.startsWith("parley.models.providers.") && !defaults.hasPath(path)) {
                var parent = path.substring(0, path.lastIndexOf('.'));
                var allowed = defaults.hasPath(parent)
                        ? new TreeSet<>(defaults.getConfig(parent).root().keySet())
                        : new TreeSet<>(defaults.getConfig("parley").root().keySet());
                throw new SettingsException("%s sets %s, which does not exist; allowed here: %s"
                        .formatted(file, path, String.join(", ", allowed)));
            }
        }
    }
}
