package parley.persistence.schema;

import java.nio.file.Path;

/**
 * Where everything is stored.
 *
 * @param url JDBC address of an H2 file or a PostgreSQL database; parameters in it are kept
 * @param user empty for the embedded database
 * @param journalConnections connections for entities' logs and snapshots
 * @param readerConnections connections for everything else
 */
public record DatabaseSettings(
        String url, String user, String password, int journalConnections, int readerConnections) {

    public static final int JOURNAL_CONNECTIONS = 8;
    public static final int READER_CONNECTIONS = 4;

    /**
     * Milliseconds after which room in the file is used again. It guards against writes that reach the disk out of
     * order, which here none do; with the default of 45 s the file grows several times as fast.
     */
    private static final String REUSE = ";RETENTION_TIME=1000";

    /** The database embedded in this process, every commit on the disk before it is acknowledged. */
    public static DatabaseSettings embedded(Path directory) {
        var path = directory.toAbsolutePath().normalize().resolve("parley").toString();
        if (path.contains(";")) {
            throw new UnusableStoreException("The data directory's name must not contain a semicolon: " + directory);
        }
        return of("jdbc:h2:" + DurableFilePath.SCHEME + ":" + path + REUSE, "", "");
    }

    /** A database at an address, with the usual numbers of connections. */
    public static DatabaseSettings of(String url, String user, String password) {
        return new DatabaseSettings(url, user, password, JOURNAL_CONNECTIONS, READER_CONNECTIONS);
    }

    Dialect dialect() {
        return Dialect.of(url);
    }

    /** The address with what durability and speed need, unless it says otherwise itself. */
    String fullUrl() {
        return switch (dialect()) {
            case H2 -> h2Url();
            case POSTGRESQL -> with("reWriteBatchedInserts", "true");
        };
    }

    private String h2Url() {
        var full = new StringBuilder(url);
        for (var option : new String[] {"WRITE_DELAY=0", "DATABASE_TO_LOWER=TRUE", "DB_CLOSE_ON_EXIT=FALSE"}) {
            var name = option.substring(0, option.indexOf('=') + 1);
            if (!url.contains(";" + name)) {
                full.append(';').append(option);
            }
        }
        return full.toString();
    }

    private String with(String name, String value) {
        if (url.contains(name + "=")) {
            return url;
        }
        return url + (url.indexOf('?') >= 0 ? "&" : "?") + name + "=" + value;
    }

    /** Shows no password. */
    @Override
    public String toString() {
        var address = Dialect.withoutParameters(url);
        return user.isEmpty() ? address : address + " as " + user;
    }
}
