package parley.persistence;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import parley.agent.Agents;
import parley.identity.SessionStore;
import parley.identity.UserStore;
import parley.ledger.CostReport;
import parley.persistence.projection.Projections;
import parley.persistence.reader.JournalLog;
import parley.persistence.reader.ProjectedCosts;
import parley.persistence.reader.ProjectedMessages;
import parley.persistence.reader.ProjectedSpaces;
import parley.persistence.reader.ProjectedUnread;
import parley.persistence.reader.StoredAgents;
import parley.persistence.reader.StoredSessions;
import parley.persistence.reader.StoredUsers;
import parley.persistence.schema.Database;
import parley.persistence.schema.DatabaseSettings;
import parley.persistence.schema.JournalSettings;
import parley.persistence.schema.UnusableStoreException;
import parley.persistence.search.SearchFollower;
import parley.persistence.search.SearchIndex;
import parley.space.reader.ReaderLog;
import parley.space.reader.UnreadIndex;
import parley.space.view.MessageIndex;
import parley.space.view.OpenTurns;
import parley.space.view.SpaceDirectory;
import parley.space.view.SpaceLog;

/**
 * Everything stored, open. It is opened before the actor system, which then needs {@link #journal()}, and closed after
 * it.
 */
public final class Persistence implements AutoCloseable {

    private final DatabaseSettings settings;
    private final Database database;
    private final SearchIndex index;
    private final Projections projections;
    private final ProjectedSpaces spaces;

    private Persistence(DatabaseSettings settings, Database database, SearchIndex index, Projections projections) {
        this.settings = settings;
        this.database = database;
        this.index = index;
        this.projections = projections;
        spaces = new ProjectedSpaces(database);
    }

    /**
     * Opens and migrates the database, and starts to follow the journals.
     *
     * @param search directory of this process for the search index; may be lost at any time
     * @throws UnusableStoreException with a message for whoever starts the process
     */
    public static Persistence open(DatabaseSettings settings, Path search) {
        var database = Database.open(settings);
        try {
            return follow(settings, database, SearchIndex.open(search));
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    private static Persistence follow(DatabaseSettings settings, Database database, SearchIndex index) {
        try {
            var projections = Projections.start(database, List.of(new SearchFollower(database, index)));
            return new Persistence(settings, database, index, projections);
        } catch (SQLException failure) {
            index.close();
            throw new UnusableStoreException(
                    "The database " + settings + " cannot be written to: " + failure.getMessage(), failure);
        }
    }

    /** To be laid under the configuration of the actor system. */
    public Config journal() {
        return JournalSettings.config(settings);
    }

    /** What follows the journals; poke it after a commit. */
    public Projections projections() {
        return projections;
    }

    public SpaceLog spaceLog() {
        return JournalLog.ofSpaces(database);
    }

    public ReaderLog readerLog() {
        return JournalLog.ofReaders(database);
    }

    public UnreadIndex unread() {
        return new ProjectedUnread(database);
    }

    public SpaceDirectory spaceDirectory() {
        return spaces;
    }

    public OpenTurns openTurns() {
        return spaces;
    }

    public MessageIndex messages() {
        return new ProjectedMessages(database, index);
    }

    public CostReport costs() {
        return new ProjectedCosts(database);
    }

    public Agents agents() {
        return new StoredAgents(database);
    }

    public UserStore users() {
        return new StoredUsers(database);
    }

    public SessionStore sessions() {
        return new StoredSessions(database);
    }

    @Override
    public void close() {
        try (database;
                index) {
            projections.close();
        }
    }
}
