package parley.system;

import java.util.Map;
import parley.persistence.postgres.PostgresServer;

/** A node on PostgreSQL survives the plug being pulled. */
class CrashOnPostgresIT extends CrashContract {

    @Override
    Map<String, String> store() {
        return Map.of("PARLEY_DB_URL", PostgresServer.get().newDatabase(), "PARLEY_DB_USER", PostgresServer.user());
    }
}
