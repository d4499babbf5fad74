package parley.persistence.reader;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import parley.identity.Session;
import parley.identity.SessionStore;
import parley.persistence.schema.Database;
import parley.persistence.schema.Sql;
import parley.space.MemberId;

/** Proofs of identity, in a table. */
public final class StoredSessions implements SessionStore {

    /** Sessions of one person in one answer. */
    private static final int LIMIT = 1_000;

    private static final String BETWEEN_SCOPES = " ";

    private static final String ADD = """
            INSERT INTO session
            (id, kind, account, secret_hash, label, scopes, created_at, expires_at, last_seen_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Database database;

    public StoredSessions(Database database) {
        this.database = database;
    }

    @Override
    public CompletionStage<Void> add(Session session) {
        return database.execute(
                ADD,
                session.id(),
                session.kind().name(),
                session.user().value(),
                session.secretHash(),
                session.label(),
                String.join(BETWEEN_SCOPES, new TreeSet<>(session.scopes())),
                session.createdAt(),
                session.expiresAt(),
                session.lastSeenAt());
    }

    @Override
    public CompletionStage<Optional<Session>> bySecretHash(String secretHash) {
        return database.submit(connection -> Sql.first(
                connection, "SELECT * FROM session WHERE secret_hash = ?", StoredSessions::session, secretHash));
    }

    @Override
    public CompletionStage<List<Session>> of(MemberId user) {
        return database.submit(connection -> Sql.list(
                connection,
                "SELECT * FROM session WHERE account = ? ORDER BY created_at DESC, id LIMIT ?",
                StoredSessions::session,
                user.value(),
                LIMIT));
    }

    @Override
    public CompletionStage<Void> seen(String id, Instant at) {
        return database.execute("UPDATE session SET last_seen_at = ? WHERE id = ?", at, id);
    }

    @Override
    public CompletionStage<Boolean> remove(String id) {
        return database.submit(connection -> Sql.update(connection, "DELETE FROM session WHERE id = ?", id) == 1);
    }

    @Override
    public CompletionStage<Void> purge(Instant now) {
        return database.execute("DELETE FROM session WHERE expires_at <= ?", now);
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getString("id"),
                Session.Kind.valueOf(row.getString("kind")),
                new MemberId(row.getString("account")),
                row.getString("secret_hash"),
                row.getString("label"),
                scopes(row.getString("scopes")),
                Objects.requireNonNull(Sql.instant(row, "created_at")),
                Sql.instant(row, "expires_at"),
                Objects.requireNonNull(Sql.instant(row, "last_seen_at")));
    }

    private static Set<String> scopes(String joined) {
        return Arrays.stream(joined.split(BETWEEN_SCOPES))
                .filter(scope -> !scope.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
