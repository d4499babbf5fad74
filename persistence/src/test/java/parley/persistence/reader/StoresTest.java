package parley.persistence.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import parley.agent.AgentDefinition;
import parley.agent.model.ModelId;
import parley.identity.Session;
import parley.identity.User;
import parley.identity.UserStore.Account;
import parley.persistence.schema.Database;
import parley.persistence.schema.Dialect;
import parley.persistence.schema.TestDatabase;
import parley.space.MemberId;
import parley.space.SpaceId;

/** The promise: people, sessions, agents and names are kept as they were given, on either database. */
@ParameterizedClass
@EnumSource
class StoresTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123Z");
    private static final MemberId ADA = new MemberId("u_ada");

    @Parameter
    private Dialect dialect = Dialect.H2;

    @TempDir
    private Path directory = Path.of("");

    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(TestDatabase.settings(dialect, directory));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aPersonIsFoundByIdAndByName() {
        var users = new StoredUsers(database);
        var ada = new Account(new User(ADA, "ada", true, false, NOW), "$argon2id$hash");

        assertThat(now(users.add(ada))).isTrue();

        assertThat(now(users.find(ADA))).contains(ada);
        assertThat(now(users.named("ada"))).contains(ada);
        assertThat(now(users.all())).containsExactly(ada.user());
        assertThat(now(users.named("bob"))).isEmpty();
    }

    @Test
    void aNameIsTakenOnce() {
        var users = new StoredUsers(database);
        now(users.add(new Account(new User(ADA, "ada", false, false, NOW), null)));

        var second = users.add(new Account(new User(new MemberId("u_2"), "ada", false, false, NOW), null));

        assertThat(now(second)).isFalse();
        assertThat(now(users.all())).hasSize(1);
    }

    @Test
    void anAccountIsChanged() {
        var users = new StoredUsers(database);
        now(users.add(new Account(new User(ADA, "ada", true, false, NOW), "old")));
        var changed = new Account(new User(ADA, "ada", false, true, NOW), null);

        now(users.update(changed));

        assertThat(now(users.find(ADA))).contains(changed);
    }

    @Test
    @Tag("G3")
    void aNameMayHoldWhatAStatementIsMadeOf() {
        var users = new StoredUsers(database);
        var name = "'; DROP TABLE account; --";

        now(users.add(new Account(new User(ADA, name, false, false, NOW), null)));

        assertThat(now(users.named(name))).isPresent();
        assertThat(now(users.named("' OR '1'='1"))).isEmpty();
    }

    @Test
    @Tag("T7")
    void aSessionIsSeenListedAndRemovedOnce() {
        var sessions = new StoredSessions(database);
        var session = session("s_1", "hash", NOW.plusSeconds(60));
        now(sessions.add(session));

        now(sessions.seen("s_1", NOW.plusSeconds(5)));

        assertThat(now(sessions.bySecretHash("hash"))).hasValueSatisfying(found -> {
            assertThat(found.lastSeenAt()).isEqualTo(NOW.plusSeconds(5));
            assertThat(found.scopes()).containsExactlyInAnyOrder("read", "write");
        });
        assertThat(now(sessions.of(ADA))).extracting(Session::id).containsExactly("s_1");
        assertThat(now(sessions.remove("s_1"))).isTrue();
        assertThat(now(sessions.remove("s_1"))).isFalse();
        assertThat(now(sessions.bySecretHash("hash"))).isEmpty();
    }

    @Test
    @Tag("T7")
    void sessionsThatEndedAreRemovedAndEndlessOnesAreNot() {
        var sessions = new StoredSessions(database);
        now(sessions.add(session("s_ended", "1", NOW)));
        now(sessions.add(session("s_open", "2", NOW.plusSeconds(1))));
        now(sessions.add(session("s_endless", "3", null)));

        now(sessions.purge(NOW));

        assertThat(now(sessions.of(ADA))).extracting(Session::id).containsExactlyInAnyOrder("s_open", "s_endless");
    }

    private static Session session(String id, String hash, @Nullable Instant expiresAt) {
        return new Session(id, Session.Kind.TOKEN, ADA, hash, "laptop", Set.of("read", "write"), NOW, expiresAt, NOW);
    }

    @Test
    void anAgentIsSavedReplacedAndRemoved() {
        var agents = new StoredAgents(database);
        var jarvis = agent("Jarvis");
        now(agents.save(agent("J")));

        now(agents.save(jarvis));

        assertThat(now(agents.all())).containsExactly(jarvis);
        assertThat(now(agents.find(jarvis.id()))).contains(jarvis);
        assertThat(now(agents.remove(jarvis.id()))).isTrue();
        assertThat(now(agents.remove(jarvis.id()))).isFalse();
    }

    private static AgentDefinition agent(String name) {
        return new AgentDefinition(
                new MemberId("a_jarvis"),
                name,
                "You help.\nAlways.",
                List.of("search"),
                List.of(new ModelId("offline", "rules"), new ModelId("openai", "gpt/4o")),
                List.of("clock"),
                512,
                3,
                true);
    }

    @Test
    void aSpacesNameIsClaimedOnce() {
        var spaces = new ProjectedSpaces(database);
        var lobby = new SpaceId("sp_lobby");

        assertThat(now(spaces.claim("lobby", lobby))).isTrue();

        assertThat(now(spaces.claim("lobby", lobby))).isTrue();
        assertThat(now(spaces.claim("lobby", new SpaceId("sp_other")))).isFalse();
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
