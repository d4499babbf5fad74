package parley.deploy;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import parley.agent.model.langchain4j.ProviderSettings;
import parley.gateway.access.LimitSettings;
import parley.gateway.access.Passwords;
import parley.gateway.access.Proxies;
import parley.gateway.access.SessionSettings;
import parley.persistence.schema.DatabaseSettings;

/**
 * All that a node can be told, read and checked once.
 *
 * @param drain over how long the clients of a node that goes down are sent to others
 * @param adminPassword the first administrator's; empty to print a sign-in link instead
 * @param piecesPerSecond how fast the built-in model writes; 0 at once
 * @param prices a price list over the built-in one
 * @param platform the settings of the actor system
 */
record Settings(
        String host,
        int port,
        List<String> origins,
        Proxies proxies,
        Duration drain,
        Path data,
        Optional<String> adminPassword,
        ManagementSettings management,
        ClusterSettings cluster,
        DatabaseSettings database,
        LimitSettings limits,
        SessionSettings sessions,
        int piecesPerSecond,
        List<ProviderSettings> providers,
        Optional<Path> prices,
        Config platform) {

    /** Throws {@link SettingsException} for the first setting that cannot be used. */
    static Settings from(Config config) {
        var parley = new Section("parley", config.getConfig("parley"));
        var data = Path.of(parley.text("data"));
        var models = parley.section("models");
        return new Settings(
                parley.text("host"),
                parley.number("port", 0, 65_535),
                parley.texts("origins"),
                proxies(parley),
                parley.duration("drain", Duration.ZERO, Duration.ofMinutes(5)),
                data,
                adminPassword(parley),
                ManagementSettings.from(parley.section("management")),
                ClusterSettings.from(parley.section("cluster")),
                database(parley.section("database"), data),
                limits(parley.section("limits")),
                sessions(parley.section("sessions")),
                models.number("offline-pieces-per-second", 0, 100_000),
                Providers.from(models),
                Optional.of(models.text("prices"))
                        .filter(path -> !path.isBlank())
                        .map(Path::of),
                config);
    }

    private static Proxies proxies(Section parley) {
        try {
            return new Proxies(parley.texts("trusted-proxies"));
        } catch (IllegalArgumentException e) {
            throw new SettingsException("parley.trusted-proxies: " + e.getMessage());
        }
    }

    private static Optional<String> adminPassword(Section parley) {
        var password = parley.text("admin-password");
        if (password.isEmpty()) {
            return Optional.empty();
        }
        if (!Passwords.allowed(password)) {
            throw parley.wrong("admin-password", Passwords.ALLOWED, password.length());
        }
        return Optional.of(password);
    }

    private static DatabaseSettings database(Section database, Path data) {
        var url = database.text("url");
        if (url.isBlank()) {
            return DatabaseSettings.embedded(data);
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            throw database.wrong("url", "empty, or jdbc:postgresql://host:port/name", "\"" + url + "\"");
        }
        return DatabaseSettings.of(url, database.text("user"), database.text("password"));
    }

    private static LimitSettings limits(Section limits) {
        var many = 1_000_000;
        var standard = LimitSettings.DEFAULT;
        return new LimitSettings(
                new LimitSettings.Sockets(
                        limits.number("sockets-per-user", 1, many),
                        limits.number("sockets-per-address", 1, many),
                        limits.number("sockets-per-node", 1, many),
                        limits.number("subscriptions-per-socket", 1, 10_000),
                        limits.bytes("unacknowledged", 64 * 1024, 16 * 1024 * 1024),
                        limits.duration("ticket-time", Duration.ofSeconds(1), Duration.ofMinutes(10)),
                        limits.duration("hello-time", Duration.ofSeconds(1), Duration.ofMinutes(1))),
                new LimitSettings.Commands(
                        rate(limits, "commands-per-second", "command-burst"),
                        rate(limits, "messages-per-second", "message-burst"),
                        limits.number("commands-in-flight", 1, many),
                        limits.number("violations-per-minute", 1, many)),
                rate(limits, "requests-per-second", "request-burst"),
                new LimitSettings.Frames(
                        limits.bytes("frame", 1024, standard.frames().bytes()),
                        limits.number("json-depth", 4, 64),
                        limits.number("text-characters", 1, standard.frames().text()),
                        limits.bytes("body", 1024, 1024 * 1024)));
    }

    private static LimitSettings.Rate rate(Section limits, String perSecond, String burst) {
        return new LimitSettings.Rate(limits.rate(perSecond), limits.number(burst, 1, 10_000_000));
    }

    private static SessionSettings sessions(Section sessions) {
        var least = Duration.ofMinutes(1);
        return new SessionSettings(
                sessions.duration("idle", least, Duration.ofDays(365)),
                sessions.duration("absolute", least, Duration.ofDays(365)),
                sessions.duration("link", least, Duration.ofDays(30)));
    }
}
