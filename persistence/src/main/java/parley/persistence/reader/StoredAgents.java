package parley.persistence.reader;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import parley.agent.AgentDefinition;
import parley.agent.Agents;
import parley.persistence.codec.StoredFormat;
import parley.persistence.schema.Database;
import parley.persistence.schema.Sql;
import parley.space.MemberId;

/** What is said about agents, in a table. */
public final class StoredAgents implements Agents {

    /** Agents in one answer. */
    private static final int LIMIT = 1_000;

    private final Database database;

    public StoredAgents(Database database) {
        this.database = database;
    }

    @Override
    public CompletionStage<List<AgentDefinition>> all() {
        return database.submit(connection ->
                Sql.list(connection, "SELECT definition FROM agent ORDER BY id LIMIT ?", StoredAgents::agent, LIMIT));
    }

    @Override
    public CompletionStage<Optional<AgentDefinition>> find(MemberId id) {
        return database.submit(connection ->
                Sql.first(connection, "SELECT definition FROM agent WHERE id = ?", StoredAgents::agent, id.value()));
    }

    @Override
    public CompletionStage<Void> save(AgentDefinition agent) {
        var definition = written(agent);
        var id = agent.id().value();
        return database.submit(connection -> {
                    Sql.update(connection, "DELETE FROM agent WHERE id = ?", id);
                    return Sql.update(connection, "INSERT INTO agent (id, definition) VALUES (?, ?)", id, definition);
                })
                .thenAccept(_ -> {});
    }

    @Override
    public CompletionStage<Boolean> remove(MemberId id) {
        return database.submit(connection -> Sql.update(connection, "DELETE FROM agent WHERE id = ?", id.value()) == 1);
    }

    private static String written(AgentDefinition agent) {
        try {
            return StoredFormat.json().writeValueAsString(agent);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static AgentDefinition agent(ResultSet row) throws SQLException {
        try {
            return StoredFormat.json().readValue(row.getString("definition"), AgentDefinition.class);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
