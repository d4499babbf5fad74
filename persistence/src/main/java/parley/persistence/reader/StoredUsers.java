package parley.persistence.reader;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import parley.identity.User;
import parley.identity.UserStore;
import parley.persistence.schema.Database;
import parley.persistence.schema.Sql;
import parley.space.MemberId;

/** Accounts of people, in a table. */
public final class StoredUsers implements UserStore {

    /** Accounts in one answer. */
    private static final int LIMIT = 10_000;

    private static final String ADD = """
            INSERT INTO account (id, name, administrator, disabled, created_at, password_hash)
            VALUES (?, ?, ?, ?, ?, ?)""";

    private final Database database;

    public StoredUsers(Database database) {
        this.database = database;
    }

    @Override
    public CompletionStage<List<User>> all() {
        return database.submit(connection ->
                Sql.list(connection, "SELECT * FROM account ORDER BY name LIMIT ?", StoredUsers::user, LIMIT));
    }

    @Override
    public CompletionStage<Optional<Account>> find(MemberId id) {
        return database.submit(connection ->
                Sql.first(connection, "SELECT * FROM account WHERE id = ?", StoredUsers::account, id.value()));
    }

    @Override
    public CompletionStage<Optional<Account>> named(String name) {
        return database.submit(connection ->
                Sql.first(connection, "SELECT * FROM account WHERE name = ?", StoredUsers::account, name));
    }

    @Override
    public CompletionStage<Boolean> add(Account account) {
        var user = account.user();
        return database.insert(
                ADD,
                user.id().value(),
                user.name(),
                user.administrator(),
                user.disabled(),
                user.createdAt(),
                account.passwordHash());
    }

    @Override
    public CompletionStage<Void> update(Account account) {
        var user = account.user();
        return database.execute(
                "UPDATE account SET name = ?, administrator = ?, disabled = ?, password_hash = ? WHERE id = ?",
                user.name(),
                user.administrator(),
                user.disabled(),
                account.passwordHash(),
                user.id().value());
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(user(row), row.getString("password_hash"));
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(
                new MemberId(row.getString("id")),
                row.getString("name"),
                row.getBoolean("administrator"),
                row.getBoolean("disabled"),
                Objects.requireNonNull(Sql.instant(row, "created_at")));
    }
}
