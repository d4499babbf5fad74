package parley.persistence.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.h2.api.ErrorCode;

/** What must hold before the database can be opened, and what to do where it does not. */
final class Openable {

    private static final String H2_FILE = "jdbc:h2:" + DurableFilePath.SCHEME + ":";

    private Openable() {}

    /** The first connection, so that whatever is wrong is found and explained before anything is started. */
    static Connection connect(DatabaseSettings settings) {
        if (settings.url().startsWith(H2_FILE)) {
            checkDirectory(settings);
        }
        try {
            return DriverManager.getConnection(settings.fullUrl(), settings.user(), settings.password());
        } catch (SQLException failure) {
            throw new UnusableStoreException(explanation(settings, failure), failure);
        }
    }

    private static void checkDirectory(DatabaseSettings settings) {
        var file = Path.of(Dialect.withoutParameters(settings.url()).substring(H2_FILE.length()));
        var directory = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, "writable", null));
        } catch (IOException failure) {
            throw new UnusableStoreException(
                    "The data directory " + directory
                            + " cannot be written to. Give this user write access to it, or name another directory.",
                    failure);
        }
    }

    private static String explanation(DatabaseSettings settings, SQLException cause) {
        return switch (settings.dialect()) {
            case H2 -> embedded(settings, cause);
            case POSTGRESQL -> server(settings, cause);
        };
    }

    private static String embedded(DatabaseSettings settings, SQLException cause) {
        return switch (cause.getErrorCode()) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
                "The database " + settings
                        + " is in use by another process. Stop that one, or name another data directory.";
            case ErrorCode.FILE_CORRUPTED_1,
                    ErrorCode.IO_EXCEPTION_2,
                    ErrorCode.IO_EXCEPTION_1,
                    ErrorCode.FILE_VERSION_ERROR_1 ->
                "The database " + settings + " is damaged or not a database: " + cause.getMessage()
                        + " Restore a backup, or move the file away to begin anew.";
            default -> "The database " + settings + " cannot be opened: " + cause.getMessage();
        };
    }

    private static String server(DatabaseSettings settings, SQLException cause) {
        var state = cause.getSQLState() == null ? "" : cause.getSQLState();
        if (state.startsWith("08")) {
            return "The database " + settings + " cannot be reached. Check its address and that it is running: "
                    + cause.getMessage();
        }
        if (state.startsWith("28") || state.startsWith("3D")) {
            return "The database " + settings + " refuses. Check the user, the password and the database's name: "
                    + cause.getMessage();
        }
        return "The database " + settings + " cannot be used: " + cause.getMessage();
    }
}
