package parley.persistence.schema;

/** The databases that are supported, and where they differ. */
public enum Dialect {
    /** Embedded, one process. */
    H2("h2", "org.h2.Driver", "slick.jdbc.H2Profile$"),
    /** A server, for any number of processes. */
    POSTGRESQL("postgresql", "org.postgresql.Driver", "slick.jdbc.PostgresProfile$");

    private final String name;
    private final String driver;
    private final String slickProfile;

    Dialect(String name, String driver, String slickProfile) {
        this.name = name;
        this.driver = driver;
        this.slickProfile = slickProfile;
    }

    /** The dialect of a JDBC address; throws {@link UnusableStoreException} for any other database. */
    public static Dialect of(String url) {
        for (var dialect : values()) {
            if (url.startsWith("jdbc:" + dialect.name + ":")) {
                return dialect;
            }
        }
        throw new UnusableStoreException(
                "The database address must start with jdbc:postgresql: or jdbc:h2:, but is " + withoutParameters(url));
    }

    /** Where its migrations lie: those of its own, and those it shares. */
    String[] migrations() {
        return new String[] {"classpath:db/migration/" + name, "classpath:db/migration/both"};
    }

    String driver() {
        return driver;
    }

    String slickProfile() {
        return slickProfile;
    }

    /** An address as it may be shown: parameters may hold a password. */
    static String withoutParameters(String url) {
        var end = url.indexOf('?') >= 0 ? url.indexOf('?') : url.length();
        var semicolon = url.indexOf(';');
        return url.substring(0, semicolon >= 0 ? Math.min(end, semicolon) : end);
    }
}
