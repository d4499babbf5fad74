package parley.persistence.schema;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Map;

/** The journal's part of an actor system's configuration. */
public final class JournalSettings {

    private JournalSettings() {}

    /** Stores entities in the database; to be laid under the configuration that an actor system is started with. */
    public static Config config(DatabaseSettings settings) {
        var database = "pekko-persistence-jdbc.shared-databases.slick.";
        var dialect = settings.dialect();
        return ConfigFactory.parseMap(Map.of(
                        database + "profile",
                        dialect.slickProfile(),
                        database + "db.driver",
                        dialect.driver(),
                        database + "db.url",
                        settings.fullUrl(),
                        database + "db.user",
                        settings.user(),
                        database + "db.password",
                        settings.password(),
                        database + "db.numThreads",
                        settings.journalConnections(),
                        database + "db.maxConnections",
                        settings.journalConnections()))
                .withFallback(ConfigFactory.parseResources(JournalSettings.class.getClassLoader(), "journal.conf"));
    }
}
